"""Graphs in Neo4j: the shared store."""
