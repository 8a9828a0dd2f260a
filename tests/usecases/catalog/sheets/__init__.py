"""Tests of lists that come in from files and go out as files."""
