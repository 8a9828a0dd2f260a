"""Run as a program: tables, places, items and three people of 旧州镇; prints what the clients need."""

import json
import secrets
from datetime import date, datetime

from yimen.config import environment
from yimen.usecases.hosting.database import shared_database

PERMIT, INSTANT = "CZ0010", "CZ0051"
TOWNSHIP = "130921100000"
_SINCE = date(2020, 6, 1)


def build() -> dict[str, object]:
    """Make all of it through the actions that an operator would use."""
    from django.core.management import call_command
    from django.utils import timezone

    from yimen.cli.demo.places import seed_places
    from yimen.rules.access import Party, system_actor
    from yimen.usecases.orgs.actions import open_department
    from yimen.usecases.orgs.organs import find_organ
    from yimen.usecases.people.accounts import open_account
    from yimen.usecases.people.posts import appoint
    from yimen.usecases.people.tokens import add_token

    call_command("migrate", interactive=False, verbosity=0)
    now, actor = timezone.localtime(), system_actor("faults")
    seed_places(now)
    open_department(
        actor=actor,
        now=now,
        region_code="130921000000",
        department="林业和草原",
        name="沧县林业主管部门",
        paper_mark="沧县林",
    )
    organ = find_organ(region_code=TOWNSHIP, department="")
    if organ is None:
        raise LookupError("the divisions were not imported")
    posts: dict[Party, str] = {}
    sessions: dict[str, str] = {}
    for role in (Party.CLERK, Party.REVIEWER, Party.APPROVER):
        login = role.value.lower()
        opened = open_account(
            actor=actor, now=now, login_name=login, name=login, password=f"F9-{secrets.token_hex(12)}"
        )
        found = appoint(
            actor=actor,
            now=now,
            account_id=opened.account_id,
            organ_id=organ.organ_id,
            region_code=TOWNSHIP,
            role=role,
            valid_from=_SINCE,
        )
        posts[role], sessions[login] = found.post_id, _enter(opened.account_id, found.post_id, now)
    token = add_token(actor=actor, now=now, post_id=posts[Party.CLERK], name="faults")
    return _told() | {"token": token.secret, "sessions": sessions}


def _enter(account_id: str, post_id: str, now: datetime) -> str:
    """The key of a session in which this person has come in, password and second factor behind them."""
    from django.contrib.sessions.backends.db import SessionStore

    from yimen.data.people.models import Account
    from yimen.usecases.people.log_ins import Device, begin_log_in
    from yimen.usecases.people.marks import session_stamp
    from yimen.web.shared import actors

    account = Account.objects.get(pk=account_id)
    session = SessionStore()
    session[actors.SESSION_ACCOUNT] = str(account_id)
    session[actors.SESSION_POST] = str(post_id)
    session[actors.SESSION_STAMP] = session_stamp(account)
    session[actors.SESSION_LOG_IN] = str(begin_log_in(account, now, Device(address="127.0.0.1")))
    session.save()
    return str(session.session_key)


def _told() -> dict[str, object]:
    from yimen.data.catalog.models import ItemVersion, Material
    from yimen.usecases.orgs.queries import list_villages

    def item(code: str) -> dict[str, object]:
        version = ItemVersion.objects.get(item__code=code, superseded_at=None)
        materials = Material.objects.filter(version=version).order_by("order")
        return {
            "code": code,
            "materials": [str(each.pk) for each in materials],
            "points": len(version.review_points),
        }

    return {
        "villages": [each.code for each in list_villages(TOWNSHIP)][:8],
        "permit": item(PERMIT),
        "instant": item(INSTANT),
    }


def main() -> None:
    """Build with the database of the folder started for the time of it."""
    with shared_database(environment.load().data_dir, None, wait=lambda _: None):
        import django
        from django.db import connection

        django.setup()
        try:
            print(json.dumps(build()))
        finally:
            connection.close()


if __name__ == "__main__":
    main()
