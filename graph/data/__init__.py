"""The graph that comes with the package."""
