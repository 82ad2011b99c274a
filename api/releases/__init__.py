"""Dated versions of the whole, and what changed between two."""
