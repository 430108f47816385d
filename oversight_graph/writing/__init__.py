"""What was loaded, written for other programs: a file of this folder a format."""
