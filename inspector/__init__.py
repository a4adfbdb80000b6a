"""The core of the Civilized-City inspection program: no Qt, usable without a screen."""

__version__ = "0.1.0"
