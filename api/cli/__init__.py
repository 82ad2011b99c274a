"""The ``venskab`` command, one group a file."""
