"""Lists of ties that others made: read, built into graphs, loaded, replaced and removed."""
