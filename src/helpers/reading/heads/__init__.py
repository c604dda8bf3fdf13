"""What a text is about, proposed from its first lines."""
