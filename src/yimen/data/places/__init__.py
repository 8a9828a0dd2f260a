"""Dossiers of centers and stations: what is known of them, and how they stand to the standards."""
