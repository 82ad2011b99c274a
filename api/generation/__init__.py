"""One state of the data and all that is worked out from it once."""
