"""Notebooks of one's own: how one begins, and what one lacks."""
