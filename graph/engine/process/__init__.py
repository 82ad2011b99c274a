"""Processes of our own: started, prepared and forked, confined, spoken with, ended."""
