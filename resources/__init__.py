"""Data only: icons, theme, words, templates, the sample district. Opened through inspector.paths."""
