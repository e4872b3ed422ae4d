"""Accounts of procesbegeleiders and who guides which dialogue."""
