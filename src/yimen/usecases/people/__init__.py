"""Accounts, posts and the ways in."""
