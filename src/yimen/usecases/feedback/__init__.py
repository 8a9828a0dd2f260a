"""Ratings by one-time links: invited after the end, given by the applicant alone."""
