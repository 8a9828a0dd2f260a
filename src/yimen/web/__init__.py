"""Floor 3: pages; each turns one request into one use-case call and its answer back."""
