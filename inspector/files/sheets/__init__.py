"""The printed sheets of an office, one module a sheet."""
