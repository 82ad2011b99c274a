"""Web processes that share one port: started, counted, and kept at one state of the data."""
