"""Registers in, documents out: the only room that reads and writes a user's files."""
