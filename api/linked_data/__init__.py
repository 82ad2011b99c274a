"""Things, graphs and the vocabulary at their own IRIs."""
