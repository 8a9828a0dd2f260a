"""Tests of the use cases, noun by noun."""
