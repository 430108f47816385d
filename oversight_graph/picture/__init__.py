"""A map of a graph: what is drawn (subgraph), where it stands (placement, grouping, layout), how it looks (labels, theme) and the page that holds it."""
