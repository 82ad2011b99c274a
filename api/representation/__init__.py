"""Documents that answer in several formats."""
