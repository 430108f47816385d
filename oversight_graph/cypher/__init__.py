"""Questions in Cypher: fragments of statements that mean what the rules mean, for a graph that Neo4j keeps."""
