"""The rules in Cypher: what Neo4j finds with them is what the computation in memory finds."""
