"""Words: the language in use, messages, and citations, the marks that lead from a number to its rows."""
