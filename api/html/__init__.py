"""The parts of every page: rendering, navigation, provenance of claims."""
