"""Readers of lists: one a form, each gives the rows one after another."""
