"""Ties given back to Wikidata: statements of P190 with dates and references, as QuickStatements.

``wikidata_time`` writes a date as exactly as Wikidata can say it, ``wikidata_statements`` chooses
the ties that may be given and says what was left out, ``command_lines`` writes them. Nothing is
sent.
"""
