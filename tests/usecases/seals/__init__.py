"""Tests of the seal and of the registers."""
