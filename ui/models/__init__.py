"""Read-only Qt models."""
