"""Floor 3: background jobs; each calls one action."""
