"""The kinds of findings: how each arises, and its sentence."""
