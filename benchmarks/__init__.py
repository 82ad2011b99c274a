"""Speed and memory of Venskab's SPARQL endpoint beside its peers, on one synthetic graph."""
