"""Facts and pure rules: standard library only, no clock, no randomness."""
