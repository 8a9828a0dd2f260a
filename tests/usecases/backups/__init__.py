"""Tests of backups and of what comes out of them."""
