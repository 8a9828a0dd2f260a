"""Keeping the journal provable, sending what the outbox holds, and saying whether all is well."""
