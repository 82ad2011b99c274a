"""The pages of single things, a module a type: what a reader wants to know, and who says so."""
