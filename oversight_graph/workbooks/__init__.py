"""Workbooks for people: the template to fill in, a copy of a file with its problems noted, and the sheets that all workbooks are made of."""
