"""Dates and terms as people write them, in Danish, Norwegian, Swedish and English."""
