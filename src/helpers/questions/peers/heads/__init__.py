"""How much do the peers make a head?"""
