"""Tests of the rules: standard library and Hypothesis only, no Django, no server."""
