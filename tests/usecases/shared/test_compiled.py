"""Questions that are compiled once: filled in anew each time, and asked again over a new connection."""

import pytest
from django.db import OperationalError, connection, transaction

from yimen.data.cases.models import Case
from yimen.data.orgs.models import Region
from yimen.usecases.shared.compiled import CompiledQuery, ask_planned


def _by_code() -> CompiledQuery:
    rows = Region.objects.filter(code="{code}").values_list("code", "short_name")
    return CompiledQuery(rows, blanks={"code": "{code}"})


@pytest.mark.django_db
def test_the_same_text_answers_for_one_value_after_the_other() -> None:
    query = _by_code()
    codes = list(Region.objects.order_by("code").values_list("code", flat=True)[:3])
    assert [(query.first(code=code) or ("",))[0] for code in codes] == codes
    assert query.first(code="000000000000") is None


@pytest.mark.django_db
def test_the_scope_of_nobody_finds_nothing_and_asks_nothing() -> None:
    query = CompiledQuery(Region.objects.none().values_list("code"), blanks={"code": "{code}"})
    assert query.first(code="130921000000") is None


@pytest.mark.django_db
def test_a_blank_that_is_not_there_and_a_column_that_needs_python_are_refused() -> None:
    with pytest.raises(TypeError, match="stands 0 times"):
        CompiledQuery(Region.objects.values_list("code"), blanks={"code": "{code}"})
    with pytest.raises(TypeError, match="conversion"):
        CompiledQuery(Case.objects.values_list("joint_organs"), blanks={})


def _lose_the_connection() -> None:
    """As when PostgreSQL was restarted while this connection lay idle."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [pid] = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [pid])
    other.close()


@pytest.mark.usefixtures("real_db")
def test_a_lost_connection_is_opened_anew_and_asked_again() -> None:
    query = _by_code()
    assert query.first(code="130921000000") is not None
    _lose_the_connection()
    assert query.first(code="130921000000") is not None


@pytest.mark.usefixtures("real_db")
def test_inside_a_transaction_a_lost_connection_is_told() -> None:
    with pytest.raises(OperationalError):
        _lose_it_on_the_way()


@transaction.atomic
def _lose_it_on_the_way() -> None:
    assert ask_planned("SELECT 1") == (1,)
    _lose_the_connection()
    ask_planned("SELECT 1")
