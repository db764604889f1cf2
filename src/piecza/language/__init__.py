"""Words of the field in Polish and English, and how amounts, days and months are written."""
