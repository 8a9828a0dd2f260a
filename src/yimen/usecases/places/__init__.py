"""Dossiers of centers and stations, the standards judged over them, photos, institutions."""
