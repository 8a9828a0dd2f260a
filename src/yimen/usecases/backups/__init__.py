"""Backups: a whole place in one file, and a place made anew from it."""
