"""The start page, what this is, and what search engines may read."""
