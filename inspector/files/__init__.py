"""Everything that is a file: workbooks, photos, sheets."""
