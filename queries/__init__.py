"""Questions to the graph: one ``.rq`` file each, read by :mod:`queries.library`."""
