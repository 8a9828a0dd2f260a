"""Run as a program: tables, places, items and three people of 旧州镇; prints what the clients need."""

import json
from datetime import date

from yimen.config import environment
from yimen.usecases.hosting.database import shared_database

PERMIT, INSTANT = "CZ0010", "CZ0051"
TOWNSHIP = "130921100000"
# Three words and a number: a password that the house accepts, of people who exist for an hour.
PASSWORD = "faults-Kill9-again"  # noqa: S105 - a throw-away installation on loopback
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
    for login, role in (("clerk", Party.CLERK), ("reviewer", Party.REVIEWER), ("approver", Party.APPROVER)):
        opened = open_account(actor=actor, now=now, login_name=login, name=login, password=PASSWORD)
        found = appoint(
            actor=actor,
            now=now,
            account_id=opened.account_id,
            organ_id=organ.organ_id,
            region_code=TOWNSHIP,
            role=role,
            valid_from=_SINCE,
        )
        posts[role] = found.post_id
    token = add_token(actor=actor, now=now, post_id=posts[Party.CLERK], name="faults")
    return _told() | {"token": token.secret}


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
        "password": PASSWORD,
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
