"""Pages for those who supervise: the map, indicators, reports."""
