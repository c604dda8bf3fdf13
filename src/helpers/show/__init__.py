"""What a notebook shows: sentences, tables, key figures, charts, sources, workbooks."""
