"""Pictures that the server draws as SVG: pure functions from days and places to shapes."""
