"""Tests of what all use cases share."""
