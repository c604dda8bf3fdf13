"""One view of any indicator of any region, and the fields that change it."""
