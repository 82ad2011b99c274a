"""Checks that look at a graph beside all others: what no shape of one thing can see."""
