"""Which peers, and which sectors, does growth come from?"""
