"""A SPARQL 1.1 server that answers in place of the embedded engine, fed from the same ledger."""
