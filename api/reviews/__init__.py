"""Pages of matters that need a look: reviews that fall due, sources that disagree."""
