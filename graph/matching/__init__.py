"""Matching: which places of lists and registers are the same, why, and how sure it is."""
