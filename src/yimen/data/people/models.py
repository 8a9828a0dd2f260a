"""Accounts (staff and residents), posts, attempts to get in, one-time codes, second factors, log-ins."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q

from yimen.data.orgs.models import Organ, Region


class AccountManager(BaseUserManager["Account"]):
    """Finds an account by its login name; accounts are made by `usecases.people`."""


class Account(AbstractBaseUser):
    """A person who can log in: staff by login name and password, residents by phone and code.

    `county_codes` names the counties in which a resident has drafts or cases: queries of cases
    name the county, also for those whose fields lie in two. `password_given` says that the password
    was set by somebody else and must be changed at the next log-in; `session_round` goes up when all
    sessions of the account must end.
    """

    id = models.UUIDField(primary_key=True)
    login_name = models.CharField(max_length=40, null=True, unique=True)  # noqa: DJ001 - residents have none
    phone = models.CharField(max_length=11, null=True)  # noqa: DJ001 - unknown for most staff
    is_resident = models.BooleanField(default=False)
    name = models.CharField(max_length=60)
    is_active = models.BooleanField(default=True)
    sample = models.BooleanField(default=False)
    county_codes = ArrayField(models.CharField(max_length=6), default=list)
    password_given = models.BooleanField(default=False)
    session_round = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    last_login = None  # the journal knows; a write at each log-in would only repeat it

    USERNAME_FIELD = "login_name"
    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        db_table = "people_account"
        constraints = [
            models.UniqueConstraint(
                fields=["phone"], condition=Q(is_resident=True), name="people_account_one_resident_per_phone"
            ),
            models.CheckConstraint(
                condition=Q(is_resident=False, login_name__isnull=False)
                | Q(is_resident=True, phone__isnull=False),
                name="people_account_has_a_way_in",
            ),
        ]


class DateSpan(Func):
    """`daterange(from, to, '[)')`: the days from the first up to, not including, the last."""

    function = "daterange"
    output_field = DateRangeField()


class Post(models.Model):
    """A role at an organ for a span of days; its region's subtree is the scope of the work."""

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="posts")
    organ = models.ForeignKey(Organ, on_delete=models.PROTECT, related_name="posts")
    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="posts")
    role = models.CharField(max_length=24)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    class Meta:
        db_table = "people_post"
        constraints = [
            ExclusionConstraint(
                name="people_post_no_overlap",
                expressions=[
                    (F("account"), RangeOperators.EQUAL),
                    (F("organ"), RangeOperators.EQUAL),
                    (F("region"), RangeOperators.EQUAL),
                    (F("role"), RangeOperators.EQUAL),
                    (DateSpan("valid_from", "valid_to"), RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gt=F("valid_from")), name="people_post_valid_span"
            ),
        ]


class Attempt(models.Model):
    """One try to get in, by password or by code: locks out and throttles both.

    `key` is a salted digest of the login name, phone or address; no personal value is kept.
    """

    id = models.UUIDField(primary_key=True)
    way = models.CharField(max_length=24)
    key = models.CharField(max_length=64)
    at = models.DateTimeField()
    ok = models.BooleanField()

    class Meta:
        db_table = "people_attempt"
        indexes = [models.Index(fields=["way", "key", "at"], name="people_attempt_by_key")]


class OneTimeCode(models.Model):
    """A code sent to a phone: its digest, how long it holds, and how often it was tried."""

    id = models.UUIDField(primary_key=True)
    phone = models.CharField(max_length=11)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_one_time_code"
        indexes = [models.Index(fields=["phone", "sent_at"], name="people_code_by_phone")]


class ApiToken(models.Model):
    """A key with which a program acts in a post: only its digest is kept, it ends with the post.

    `last_used_on` is a day, written at most once a day, so that nobody is watched by the minute.
    """

    id = models.UUIDField(primary_key=True)
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="tokens")
    name = models.CharField(max_length=60)
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    expires_on = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)

    class Meta:
        db_table = "people_api_token"
        indexes = [models.Index(fields=["post", "created_at"], name="people_token_by_post")]
        constraints = [
            models.UniqueConstraint(
                fields=["post", "name"], condition=Q(ended_at=None), name="people_token_one_name_per_post"
            )
        ]


class SecondFactor(models.Model):
    """The secret that an account shares with an app on its owner's telephone (TOTP, RFC 6238).

    It is kept only sealed under the installation's key-encryption key. Until `confirmed_at` it is an
    offer and asks nobody for anything. `last_step` is the newest time step whose code was used.
    """

    id = models.UUIDField(primary_key=True)
    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="second_factor")
    sealed_secret = models.BinaryField()
    begun_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        db_table = "people_second_factor"


class RecoveryCode(models.Model):
    """A code on paper for the day the telephone is lost: its digest only, and when it was used up."""

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="recovery_codes")
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_recovery_code"
        constraints = [
            models.UniqueConstraint(fields=["account", "digest"], name="people_recovery_code_once"),
        ]


class LogIn(models.Model):
    """One log-in as long as it lasts: a session names its row, and a row that has ended opens nothing.

    Browser and system are kept in plain words, the network masked; `seen_at` is true to a quarter of
    an hour.
    """

    id = models.UUIDField(primary_key=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="log_ins")
    browser = models.CharField(max_length=40)
    system = models.CharField(max_length=40)
    network = models.CharField(max_length=60)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "people_log_in"
        indexes = [
            models.Index(
                fields=["account", "seen_at"], condition=Q(ended_at=None), name="people_log_in_open"
            ),
            models.Index(fields=["seen_at"], name="people_log_in_by_seen"),
        ]
