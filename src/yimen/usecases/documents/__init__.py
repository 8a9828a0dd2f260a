"""Stored files, issued papers, and the answer to whether a paper is genuine."""
