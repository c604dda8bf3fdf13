"""How did investment and its parts move?"""
