"""Tests of adjusting the lists."""
