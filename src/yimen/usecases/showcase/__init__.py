"""Showcase sites: recommended by counties, designated by their city, seen by everybody."""
