"""Registers compared: pages, files and the words in them."""
