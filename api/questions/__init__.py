"""The questions of the query library, as pages and as data."""
