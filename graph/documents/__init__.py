"""Documents that sources are quoted from: their text, and where words stand in it."""
