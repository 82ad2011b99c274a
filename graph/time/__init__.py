"""Dates as vague as their source, and the intervals between them."""
