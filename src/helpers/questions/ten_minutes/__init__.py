"""Does a region draw ahead of another one? The question of the tutorial, asked with the names of the front door."""
