"""Graphs of other programs: what they say in their own words, and what of it the model has a place for."""
