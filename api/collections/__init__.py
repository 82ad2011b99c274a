"""Collections and their things as HTTP answers."""
