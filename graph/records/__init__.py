"""Records: the human-sized form of a source graph, and what a person may write in one."""
