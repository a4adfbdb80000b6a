"""Site and unit lists, foreign and our own, read and written."""
