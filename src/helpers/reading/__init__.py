"""Texts read into figures: a bulletin into rows for a keeper to record, an article into claims to be checked."""
