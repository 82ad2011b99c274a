"""The parts of the gate: what the shapes are, what they look at, and what they found."""
