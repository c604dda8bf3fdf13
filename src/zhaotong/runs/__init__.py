"""Running notebooks: many at once, each in a kernel of its own, with a deadline. It knows no report."""
