"""The screens: PySide6 over the services, no database, no files, no rules."""
