"""The SPARQL 1.1 protocol, its service description and its page."""
