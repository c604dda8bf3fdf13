"""How many market entities were registered, and what did the reform of services change?"""
