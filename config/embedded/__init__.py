"""PostgreSQL for the demo, the tests and a developer's checkout, with nothing to install.

A Django database engine: its first connection starts the server of the data
folder. `server` runs PostgreSQL, `base` is Django's way in.
"""
