"""Everything about one thing, and what belongs to it."""
