"""Yimen 一门: one door for the government services of townships and villages."""

__version__ = "0.1.0"
