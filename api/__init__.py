"""Everything that faces a person or a program: HTTP, command line, pages."""
