"""Which rows an actor may see: a subtree of regions as a prefix of codes."""

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from yimen.rules.access import Actor, scope_prefix

TOWNSHIP_DIGITS = 9  # of the 12 of a code, those that tell the township
M = TypeVar("M", bound=Model)


def in_scope(rows: QuerySet[M], actor: Actor, *, code_field: str) -> QuerySet[M]:
    """Only the rows whose region code lies in the subtree of the actor's post; none without a post."""
    if not actor.scope_code:
        return rows.none()
    return rows.filter(scope_filter(actor, code_field=code_field))


def scope_filter(actor: Actor, *, code_field: str) -> Q:
    """The condition of `in_scope`, to be combined with others."""
    return Q(**{f"{code_field}__startswith": scope_prefix(actor.scope_code)})


def in_townships(rows: QuerySet[M], actor: Actor, *, code_field: str) -> QuerySet[M]:
    """As `in_scope`, for a column that holds townships: a post of one township asks for exactly it.

    An index answers the equality; a prefix it answers only where the database's collation is C.
    """
    if len(scope_prefix(actor.scope_code)) == TOWNSHIP_DIGITS:
        return rows.filter(**{code_field: actor.scope_code})
    return in_scope(rows, actor, code_field=code_field)
