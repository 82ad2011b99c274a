"""Releases: what changed between two, how to cite one, and what a catalogue says of it."""
