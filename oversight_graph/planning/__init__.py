"""What loading or withdrawing charts does to a store: shown before it is done, then done whole or not at all."""
