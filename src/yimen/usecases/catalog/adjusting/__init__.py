"""Changing the lists: an adjustment is begun, filled with drafts, handed in, reviewed and published."""
