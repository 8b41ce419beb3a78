"""Rows made ready for a page: what a template needs and no more."""
