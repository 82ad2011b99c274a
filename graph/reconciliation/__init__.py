"""Reconciliation: the things that a row of somebody's table may mean, scored, and their values.

``properties`` is the table of what may be given and fetched, ``identities`` what the things of a
generation are known by, ``agreement`` compares a row with a thing, ``candidates`` finds and ranks,
``extension`` fetches values.
"""
