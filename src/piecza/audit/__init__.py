"""Auditing past charges: which were right, and of the others why they are what they are."""
