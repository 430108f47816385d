"""The explorer: the store in a browser. Pages are made on this machine, from questions, pictures and plans; little script."""
