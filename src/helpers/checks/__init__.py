"""Checks of a whole table of figures that need no past: what cannot be right, whatever was recorded before."""
