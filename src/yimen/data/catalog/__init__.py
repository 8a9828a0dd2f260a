"""Service items and their versions."""
