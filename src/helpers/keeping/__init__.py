"""From a bulletin to rows of the tables: read what a keeper hands in, check it, show it, write it whole or not at all."""
