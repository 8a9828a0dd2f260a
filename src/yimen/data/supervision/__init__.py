"""Drawings of a city's counties that a site has brought for its map."""
