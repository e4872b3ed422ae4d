"""Planted bugs: each patch breaks one promise, and a named part of the tests must find it."""
