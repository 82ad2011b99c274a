"""Networks: projections of the graph, their measures, time, layouts, formats and plots."""
