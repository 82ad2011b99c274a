"""The parts common to all answers over HTTP: formats, conditions, bodies, errors."""
