"""The whole graph as files."""
