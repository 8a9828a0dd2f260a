"""Tests of the journal's use cases."""
