"""Search that knows the names: finds things by any name that the graph gives them.

``folding`` makes names comparable, ``building`` writes the index in a process of its own,
``index`` answers from it, ``names`` keeps the index of the current generation.
"""
