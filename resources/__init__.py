"""Data only: icons, theme, words, templates, the sample district; opened by inspector.paths."""
