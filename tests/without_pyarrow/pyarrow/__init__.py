"""In front of the real one on PYTHONPATH: as if it were not installed, in a process and in all that it starts."""

raise ImportError("pyarrow is hidden by tests/without_pyarrow")
