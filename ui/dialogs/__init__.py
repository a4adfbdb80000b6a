"""Dialogs that a page opens."""
