"""Pictures of the answers to queries: which marks the rows give, and how each kind is drawn."""
