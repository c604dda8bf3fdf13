"""How the published figures of data/ are loaded, transformed, compared, shown and reported."""
