"""The engine that answers queries. The only package that imports pyoxigraph."""
