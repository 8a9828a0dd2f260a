"""Rating links and ratings."""
