"""Places, the organs in whose name papers go out, the work calendar and the number series."""
