"""Charts as files that other programs read: tables out, a template to fill in, problems noted in a workbook."""
