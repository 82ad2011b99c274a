"""Workbooks and folders of CSV as another clothing of records: read, judged, written."""
