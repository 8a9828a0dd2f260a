"""Stored files and issued papers."""
