"""Do the published figures agree with each other, and with other sources?"""
