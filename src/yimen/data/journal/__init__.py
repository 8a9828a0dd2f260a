"""The append-only journal, its chains and Merkle roots, the outbox and the answered requests."""
