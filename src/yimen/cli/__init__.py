"""Floor 3: the command line; one command turns into one call."""
