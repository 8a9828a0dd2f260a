"""Tests of what neighbor systems are told."""
