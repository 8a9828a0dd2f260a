"""Subscriptions of neighbor systems, and the events on their way to them."""
