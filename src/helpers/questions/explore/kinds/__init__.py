"""The ways in which `explore` shows figures, a module each; all of them give a `Shown`."""
