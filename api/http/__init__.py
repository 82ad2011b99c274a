"""What is common to all answers over HTTP: formats, conditions, bodies, errors."""
