"""The front door: the names at the top of the package, which take names and give pandas objects."""
