"""The record: every fact of a dialogue, in order."""
