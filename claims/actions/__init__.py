"""Writes about claims: each a verb, by someone, whole or not at all, with what is derived brought up to date."""
