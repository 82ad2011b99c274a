"""The log, the counters and the address of who asked, for an operator."""
