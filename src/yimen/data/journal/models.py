"""Chains of entries, Merkle roots over them, the outbox, and requests that were answered."""

from django.db import models

from yimen.data.journal.fields import CurrentTransaction, Xid8Field


class Chain(models.Model):
    """The head of one subject's hash chain; locking it orders the entries of that subject.

    `salt` keys the digests of personal values: dropping it makes them meaningless (erasure).
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    salt = models.BinaryField(max_length=32)
    last_seq = models.PositiveIntegerField(default=0)
    last_digest = models.CharField(max_length=64, default="")

    class Meta:
        db_table = "journal_chain"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "subject_type", "subject_id"], name="journal_chain_one_per_subject"
            )
        ]


class Entry(models.Model):
    """One act, as the exact text over which its digest was taken; never changed, never deleted."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    seq = models.PositiveIntegerField()
    at = models.DateTimeField()
    act = models.CharField(max_length=60)
    text = models.TextField()
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)
    xid = Xid8Field(db_default=CurrentTransaction(), editable=False)

    class Meta:
        db_table = "journal_entry"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "subject_type", "subject_id", "seq"], name="journal_entry_one_per_seq"
            ),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="journal_entry_seq_from_one"),
        ]
        indexes = [models.Index(fields=["xid"], name="journal_entry_by_xid")]


class Root(models.Model):
    """A signed Merkle root over the entries that one fold took in; instance-wide, numbered from 1."""

    number = models.PositiveBigIntegerField(primary_key=True)
    made_at = models.DateTimeField()
    leaf_count = models.PositiveIntegerField()
    previous_root = models.CharField(max_length=64, blank=True)
    root = models.CharField(max_length=64)
    signature = models.TextField()
    key_id = models.CharField(max_length=64)

    class Meta:
        db_table = "journal_root"


class Leaf(models.Model):
    """Which entry stands where under a root; the entry is named by plain id, so a dropped one is missed."""

    id = models.BigAutoField(primary_key=True)
    root = models.ForeignKey(Root, on_delete=models.PROTECT, related_name="leaves")
    position = models.PositiveIntegerField()
    entry_id = models.UUIDField(unique=True)
    digest = models.CharField(max_length=64)

    class Meta:
        db_table = "journal_leaf"
        constraints = [
            models.UniqueConstraint(fields=["root", "position"], name="journal_leaf_one_per_position")
        ]


class Outbox(models.Model):
    """A message to the world outside, written with the act that causes it, sent by a job."""

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    topic = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=40)
    subject_id = models.UUIDField()
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)

    class Meta:
        db_table = "journal_outbox"
        indexes = [
            models.Index(
                fields=["created_at"], condition=models.Q(sent_at__isnull=True), name="journal_outbox_unsent"
            )
        ]


class AnsweredRequest(models.Model):
    """A request key with the digest of its body and its answer: what makes a repeat harmless.

    `asker` is the post, the account of a resident, or a fixed id for the public.
    """

    id = models.UUIDField(primary_key=True)
    county_code = models.CharField(max_length=6)
    asker = models.UUIDField()
    request_key = models.CharField(max_length=80)
    action = models.CharField(max_length=60)
    body_digest = models.CharField(max_length=64)
    answer = models.JSONField(null=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "journal_answered_request"
        constraints = [
            models.UniqueConstraint(
                fields=["county_code", "asker", "request_key"], name="journal_answered_once_per_key"
            )
        ]
        indexes = [models.Index(fields=["at"], name="journal_answered_by_age")]
