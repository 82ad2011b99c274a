"""RDF judged by the gate without being loaded."""
