"""The readers' words. Labels for codes in `words`, counts and conflicts in `sentences`, dates in `dates`.

Imports nothing of the project but itself: forms, admin, views and templates all read from here.
"""
