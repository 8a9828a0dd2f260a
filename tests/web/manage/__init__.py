"""Tests of the pages for those who run a place."""
