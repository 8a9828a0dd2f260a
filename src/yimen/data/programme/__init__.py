"""Programmes of cities, what counties add to them, who leads and who answers."""
