"""Who was in care where, since when, and what it cost: the document that everything is worked out from."""
