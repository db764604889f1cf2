"""Drawing: content becomes HTML, PDF, workbooks, pictures and terminal tables. It knows nothing of the domain."""
