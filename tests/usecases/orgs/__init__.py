"""Tests of the use cases of places, days and numbers."""
