"""Charts as files: a writer for each way in which a format is written. The formats beside this folder name them."""
