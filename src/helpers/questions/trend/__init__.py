"""What does a simple trend say, and how sure is it?"""
