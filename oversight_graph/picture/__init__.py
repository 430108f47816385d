"""A map of a graph: what is drawn (cut), where it stands (standing, layout), how it looks (network, facts) and the page that holds it."""
