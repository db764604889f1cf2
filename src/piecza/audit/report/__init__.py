"""TODO piecza.audit.report."""
