"""Health for machines."""
