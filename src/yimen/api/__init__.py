"""The door for programs: typed calls over HTTP, each one use-case call."""
