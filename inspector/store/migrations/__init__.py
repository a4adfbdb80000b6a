"""Frozen scripts, one for each change of the schema, applied in order of their numbers."""
