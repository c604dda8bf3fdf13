"""Whether what a text says agrees with what is recorded, and with itself."""
