"""Criteria tables, foreign and our own, read into schemes and written from them."""
