"""Results from elsewhere, read from tables of any shape."""
