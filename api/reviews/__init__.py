"""What needs a look: reviews that fall due, sources that disagree."""
