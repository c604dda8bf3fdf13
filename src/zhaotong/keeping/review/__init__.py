"""From a text to rows that a keeper accepts: what it is about is confirmed, its figures are shown, then recorded."""
