"""The things of the graph as collections: selected, sorted, counted and paged.

``collections`` is the table of what there is; ``asking`` reads what is asked of one; ``directory``
keeps what one generation of the data makes cheap; ``pages`` answers.
"""
