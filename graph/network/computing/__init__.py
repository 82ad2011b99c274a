"""Tools behind measures, layouts and plots."""
