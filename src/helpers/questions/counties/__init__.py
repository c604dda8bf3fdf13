"""How do the counties of a prefecture stand against each other?"""
