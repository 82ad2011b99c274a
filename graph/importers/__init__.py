"""Importers: one public data set a file, each reproducible byte for byte."""
