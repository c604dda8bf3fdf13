"""Does a first place last, and what stands behind it?"""
