"""The shell of every action: permission, one transaction, idempotency, journal, outbox."""
