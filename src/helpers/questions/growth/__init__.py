"""How fast has a region grown?"""
