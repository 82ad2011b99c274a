"""The documentation, on the server that it tells of."""
