"""From the charts of a store to one graph: which entries are one body, which values stand."""
