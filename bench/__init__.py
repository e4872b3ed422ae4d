"""Measurements of a whole hall: what they print is of one machine, so compare runs of one machine only."""
