"""Regions, organs, service points, the work calendar and the number series."""
