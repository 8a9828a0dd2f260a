"""Accounts, posts, attempts and one-time codes."""
