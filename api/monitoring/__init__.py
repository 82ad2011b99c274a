"""What an operator sees: the log, the counters, who asked."""
