"""Neighbor systems that are told what happens with cases."""
