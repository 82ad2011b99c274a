"""What there is, said in the vocabularies that other programs look for."""
