"""From a bulletin to rows of the tables: what a keeper hands in is read, checked, shown, and written."""
