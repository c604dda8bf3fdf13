"""What the cells of a notebook show, whichever library made it, as parts of a page that runs and loads nothing."""
