"""Between the network and the routes: limits, headers, past states, health."""
