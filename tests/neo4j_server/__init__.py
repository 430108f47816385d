"""A real Neo4j server for the tests, and the care that is taken of one that belongs to somebody.

`python -m neo4j_server` (`make neo4j`) starts the same server to play with.
"""
