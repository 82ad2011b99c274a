"""What every page is made of: rendering, navigation, provenance of claims."""
