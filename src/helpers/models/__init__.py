"""Arithmetic and models of growth, and what refuses them."""
