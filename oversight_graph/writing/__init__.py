"""Charts as files that other programs read: a file a format, a template to fill in, problems noted in a workbook."""
