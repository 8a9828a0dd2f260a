"""Programmes of a city: loaded and published, taken further by counties, with who leads and who answers."""
