"""Totals of the indicators, kept so that reading is small."""
