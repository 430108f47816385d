"""Tidy tables: the tables of a set, wherever they stand, and their rows."""
