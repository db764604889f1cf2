"""TODO piecza.audit.kinds."""
