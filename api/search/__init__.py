"""Things by any name that the graph gives them."""
