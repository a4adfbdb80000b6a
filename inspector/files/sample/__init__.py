"""The photos of the sample district, drawn by code."""
