"""The page of open decisions on the places of lists."""
