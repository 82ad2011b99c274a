"""The catalogue of datasets and services, in the vocabularies that other programs look for."""
