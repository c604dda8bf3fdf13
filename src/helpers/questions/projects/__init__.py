"""From promise to concrete: how far have projects come?"""
