"""The step of the derivation that is arithmetic of dates, and so Python; the rest is SPARQL."""
