"""Writes about claims: each a verb, by someone, whole or not at all, and what is derived follows at once."""
