"""Texts, bytes and documents as they come in: encodings, YAML and JSON with line numbers, one field of a mapping."""
