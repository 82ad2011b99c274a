"""What changed and what falls due, to subscribe to."""
