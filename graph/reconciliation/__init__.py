"""Reconciliation: the things that a row of somebody's table may mean, scored, and their values.

``entity_properties`` is the table of what a row may give and what can be fetched, ``identities``
what the things of a generation are known by, ``row_agreement`` compares a row with a thing,
``candidates`` finds and ranks, ``property_values`` fetches.
"""
