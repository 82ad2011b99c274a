"""The catalogue that data portals harvest."""
