"""Quotations, looked up in the documents they are quoted from."""
