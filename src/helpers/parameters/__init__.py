"""The parameters of notebooks: how they are declared, what they may be, and what they stand for."""
