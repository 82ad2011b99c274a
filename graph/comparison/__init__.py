"""Registers compared: which ties each list gives, what supports them, and who is missing."""
