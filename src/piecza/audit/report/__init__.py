"""The report of an audit and the dossier of a child, as HTML and as a workbook."""
