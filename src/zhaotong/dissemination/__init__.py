"""The figures for other programs: which of them, in which columns, in which format, and all of them as one package."""
