"""Names of bodies: folding, the grammar of names, lists of names, tables of aliases."""
