"""Everything about the data. Knows nothing of HTTP."""
