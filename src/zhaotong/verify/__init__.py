"""Whether a page is what its data give."""
