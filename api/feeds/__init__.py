"""Feeds of changes and calendars of duties, to subscribe to."""
