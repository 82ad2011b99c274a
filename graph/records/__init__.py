"""Records: the human-sized form of a source graph, and what a person may write in one.

What there is:

* :func:`graph.records.yaml_reader.read` reads YAML into a :class:`graph.records.tree.Record`, every
  value as text with its line and column; :func:`graph.records.tree.node_of` makes nodes of plain
  values (a sheet, a draft), whose place may be a cell.
* :func:`graph.records.to_graph.to_graph` makes its statements, or findings with place, field,
  value, what is expected and an example.
* :func:`graph.records.of_graph.of_graph` makes the record of a graph: both ways lose nothing.
* :func:`graph.records.yaml_writer.write` writes a record, in one stable form.
* Short forms: ``parties`` of a partnership, ``signed by`` of an agreement, ``delegation`` of a
  visit, things below the one they belong to, names of words or none, labels made from patterns.
* :class:`graph.records.record_surroundings.RecordSurroundings` is what a record is read beside:
  names, text of the document and dates.
* :func:`graph.records.form.form` is what kinds of things and which fields there are.
"""
