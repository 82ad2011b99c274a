"""What measures, layouts and plots are computed with."""
