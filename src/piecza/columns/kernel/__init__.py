"""The rule of art. 191 once more, as plain loops over whole numbers that are compiled: days, clock, share, charges."""
