"""One function per user action: the only door for the window and the command line."""
