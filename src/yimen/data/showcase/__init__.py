"""Showcase sites: places that a county recommends and its city designates, in batches."""
