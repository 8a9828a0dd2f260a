"""Hosting: keep one installation running on one machine; knows processes and the server, no noun."""
