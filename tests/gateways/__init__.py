"""Tests of what lies outside the house."""
