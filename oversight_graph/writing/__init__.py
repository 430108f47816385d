"""Charts as files that other programs read: tables and graphs out, a template to fill in, problems noted in a workbook."""
