"""Who answers queries. The only package that imports pyoxigraph."""
