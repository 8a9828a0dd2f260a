"""Pages for those who run a place."""
