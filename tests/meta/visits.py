"""How each page is visited: by whom, where, and with what; a page without a visit fails."""

from collections.abc import Callable, Iterator, Mapping

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.meta import (
    benefit_visits,
    counter_visits,
    dossier_visits,
    exchange_visits,
    family_visits,
    finding_visits,
    guide_visits,
    indicator_visits,
    item_visits,
    list_visits,
    open_visits,
    oversight_visits,
    people_visits,
    programme_visits,
    quality_visits,
    report_visits,
    sheet_visits,
    showcase_visits,
    supervision_visits,
    village_visits,
)
from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.world import (
    APPROVER,
    CENTER_HEAD,
    CLERK,
    COUNTY_OFFICER,
    ID,
    ITEM_CODE,
    MATERIALS,
    RESIDENT,
    REVIEWER,
    SEAL_KEEPER,
    SECOND_CLERK,
    TOWNSHIP,
    VILLAGE,
)


def all_names(
    patterns: list[URLPattern | URLResolver] | None = None, namespace: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every page by its name, with the door before it: `desk:case`; the API has no pages."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLResolver) and entry.namespace == "api-v1":
            continue
        if isinstance(entry, URLResolver):
            yield from all_names(entry.url_patterns, f"{entry.namespace or namespace}")
        else:
            yield f"{namespace}:{entry.name}", entry


def _at(name: str, *args: object, query: str = "") -> Callable[[Crowd], str]:
    """An address that is known beforehand."""
    return lambda _: reverse(name, args=args) + query


def _open(name: str, query: str = "") -> Callable[[Crowd], str]:
    """The page of the case that waits for the clerk."""
    return lambda crowd: reverse(name, args=[crowd.his.open_case.pk]) + query


def _own(name: str) -> Callable[[Crowd], str]:
    """A page of the resident's delivered case, by its number."""
    return lambda crowd: reverse(name, args=[crowd.his.case.case_no])


def _draft(name: str, *more: object) -> Callable[[Crowd], str]:
    """A page of the resident's draft."""
    return lambda crowd: reverse(name, args=[crowd.his.draft_id, *more])


def _draft_file(name: str) -> Callable[[Crowd], str]:
    """A page of the file in the resident's draft."""
    return lambda crowd: reverse(name, args=[crowd.his.draft_id, crowd.his.draft_file_id])


def _number_and_code(crowd: Crowd) -> Mapping[str, str]:
    return {"number": crowd.his.case.case_no, "check_code": crowd.his.case.check_code}


def _paper_and_code(crowd: Crowd) -> Mapping[str, str]:
    paper = crowd.his.decision.paper
    return {"number": paper.paper_no, "check_code": paper.check_code}


# These take only POST: what they do is an action, raced by its scenario, and shown by their own tests.
POST_ONLY = {
    "manage:end_word": "does catalog.end_search_word, then leads back to manage:words",
    "manage:drop_miss": "does catalog.drop_search_miss, then leads back to manage:words",
    **people_visits.POST_ONLY,
    **oversight_visits.POST_ONLY,
    "portal:logout": "ends the session, asks nothing",
    "portal:large_text": "sets a cookie, asks nothing",
    "desk:logout": "ends the session, asks nothing",
    "desk:undo": "does cases.undo, then shows the page of desk:case",
    "desk:note": "does cases.add_note, then shows the page of desk:case",
    "desk:give_back": "does cases.unassign, then shows the worklist",
    "desk:revoke_consent": "does cases.revoke_consent, then leads back to the case",
    "desk:reveal": "does cases.reveal, then shows the page of desk:case",
}
_OPS = {
    "ops:healthz": (Visit(url=_at("ops:healthz")),),
    "ops:readyz": (Visit(url=_at("ops:readyz")),),
    "ops:favicon": (Visit(url=_at("ops:favicon"), status=301),),
}
_FINDING = {
    "portal:home": (
        Visit(url=_at("portal:home"), village=VILLAGE),
        Visit(url=_at("portal:home"), who=RESIDENT, village=VILLAGE),
    ),
    "portal:search": (
        Visit(url=_at("portal:search", query="?q=林木"), grows=True),
        Visit(url=_at("portal:search", query="?q=没有这件事")),
    ),
    "portal:topic": (Visit(url=_at("portal:topic", "land"), grows=True),),
    "portal:guide": (
        Visit(url=_at("portal:guide", ITEM_CODE), grows=True),
        Visit(url=_at("portal:guide", ITEM_CODE), who=RESIDENT, village=VILLAGE, grows=True),
    ),
    "portal:places": (
        Visit(url=_at("portal:places"), grows=True),
        Visit(url=_at("portal:places", query="?under=130921"), grows=True),
        Visit(url=_at("portal:places", query=f"?under={TOWNSHIP}"), grows=True),
    ),
    "portal:place": (
        Visit(url=_at("portal:place", TOWNSHIP), village=VILLAGE, grows=True),
        Visit(url=_at("portal:place", VILLAGE), village=VILLAGE),
    ),
}
_APPLYING = {
    "portal:apply": (Visit(url=_at("portal:apply", ITEM_CODE), who=RESIDENT, village=VILLAGE, grows=True),),
    "portal:apply_again": (Visit(url=_draft("portal:apply_again"), who=RESIDENT),),
    "portal:apply_materials": (Visit(url=_draft("portal:apply_materials"), who=RESIDENT, grows=True),),
    "portal:apply_review": (Visit(url=_draft("portal:apply_review"), who=RESIDENT, grows=True),),
    "portal:apply_file": (Visit(url=_draft_file("portal:apply_file"), who=RESIDENT),),
    # opened without a form, these lead back to the materials
    "portal:apply_upload": (
        Visit(url=_draft("portal:apply_upload", MATERIALS[0]), who=RESIDENT, status=302),
    ),
    "portal:apply_bring": (Visit(url=_draft("portal:apply_bring", MATERIALS[0]), who=RESIDENT, status=302),),
    "portal:apply_remove": (Visit(url=_draft_file("portal:apply_remove"), who=RESIDENT, status=302),),
}
_WATCHING = {
    "portal:mine": (Visit(url=_at("portal:mine"), who=RESIDENT, grows=True),),
    "portal:own_case": (Visit(url=_own("portal:own_case"), who=RESIDENT, grows=True),),
    "portal:submitted": (Visit(url=_own("portal:submitted"), who=RESIDENT),),
    "portal:sign": (Visit(url=_own("portal:sign"), who=RESIDENT, status=302),),
    "portal:track": (
        Visit(url=_at("portal:track")),
        Visit(url=_at("portal:track"), posted=_number_and_code, grows=True),
    ),
    "portal:correct": (
        Visit(url=lambda crowd: reverse("portal:correct", args=[crowd.noticed_no]), who=RESIDENT),
        Visit(url=_own("portal:correct"), who=RESIDENT, status=302),
    ),
    "portal:withdraw": (
        Visit(url=lambda crowd: reverse("portal:withdraw", args=[crowd.his.open_case.case_no]), who=RESIDENT),
    ),
    # opened without a form, it leads back to the form of number and code
    "portal:claim": (Visit(url=_at("portal:claim"), who=RESIDENT, status=302),),
    "portal:paper": (
        Visit(url=lambda crowd: crowd.linked_paper),
        Visit(url=lambda crowd: reverse("portal:paper", args=[crowd.his.decision.paper_id]), who=RESIDENT),
    ),
    "portal:rate": (Visit(url=lambda crowd: reverse("portal:rate", args=[crowd.his.token])),),
    "portal:verify": (
        Visit(url=_at("portal:verify")),
        Visit(url=_at("portal:verify"), posted=_paper_and_code),
    ),
    "portal:verify_how": (Visit(url=_at("portal:verify_how")),),
    "portal:verify_root": (Visit(url=_at("portal:verify_root")),),
    "portal:login": (Visit(url=_at("portal:login")),),
}
_DESK = {
    "desk:login": (Visit(url=_at("desk:login")),),
    "desk:choose_post": (Visit(url=_at("desk:choose_post"), who=CLERK, grows=True),),
    "desk:worklist": (
        Visit(url=_at("desk:worklist"), who=CLERK, grows=True),
        Visit(url=_at("desk:worklist"), who=REVIEWER, grows=True),
        Visit(url=_at("desk:worklist"), who=APPROVER, grows=True),
        Visit(url=_at("desk:worklist"), who=SEAL_KEEPER),
        Visit(url=_at("desk:worklist", query="?queue=CLOSED"), who=CENTER_HEAD, grows=True),
    ),
    "desk:case": (
        Visit(url=_open("desk:case"), who=CLERK, grows=True),
        Visit(url=lambda crowd: reverse("desk:case", args=[crowd.reviewing]), who=REVIEWER, grows=True),
        Visit(url=lambda crowd: reverse("desk:case", args=[crowd.deciding]), who=APPROVER, grows=True),
        Visit(url=lambda crowd: reverse("desk:case", args=[crowd.his.case.pk]), who=CENTER_HEAD, grows=True),
        Visit(url=lambda crowd: reverse("desk:case", args=[crowd.posted]), who=REVIEWER, grows=True),
    ),
    "desk:file": (
        Visit(
            url=lambda crowd: reverse("desk:file", args=[crowd.his.case.pk, crowd.his.case_file_id]),
            who=CLERK,
        ),
    ),
    "desk:paper": (
        Visit(
            url=lambda crowd: reverse("desk:paper", args=[crowd.his.case.pk, crowd.his.decision.paper_id]),
            who=CLERK,
        ),
    ),
    "manage:grants": (Visit(url=_at("manage:grants"), who=CENTER_HEAD),),
}
_SEALS = {
    "manage:organs": (Visit(url=_at("manage:organs"), who=COUNTY_OFFICER),),
    "manage:organ": (Visit(url=_at("manage:organ", ID("organ:forestry")), who=COUNTY_OFFICER),),
    "desk:registers": (
        Visit(url=_at("desk:registers", query="?kind=RECEIPT"), who=CLERK, grows=True),
        Visit(url=_at("desk:registers", query="?kind=GRANT&year=1999"), who=SEAL_KEEPER),
    ),
    "desk:seals": (
        Visit(url=_at("desk:seals"), who=SEAL_KEEPER, grows=True),
        Visit(url=_at("desk:seals", query="?no=没有这个文号"), who=CENTER_HEAD, grows=True),
    ),
    "desk:seal_register": (
        Visit(url=_at("desk:seal_register", query="?year=2026"), who=CENTER_HEAD, grows=True),
    ),
    "desk:seal_paper": (
        Visit(
            url=lambda crowd: reverse("desk:seal_paper", args=[crowd.his.decision.paper_id]),
            who=SEAL_KEEPER,
            grows=True,
        ),
    ),
    "desk:seal_use": (
        Visit(url=lambda crowd: reverse("desk:seal_use", args=[crowd.seal_use]), who=SEAL_KEEPER),
    ),
    "desk:stamped": (
        Visit(url=lambda crowd: reverse("desk:stamped", args=[crowd.his.case.pk, crowd.seal_use]), who=CLERK),
    ),
    "desk:seal_scan": (
        Visit(url=lambda crowd: reverse("desk:seal_scan", args=[crowd.seal_use]), who=CENTER_HEAD),
    ),
}
_DEMO = {
    "demo:accounts": (Visit(url=_at("demo:accounts"), grows=True),),
    "demo:clock": (Visit(url=_at("demo:clock")),),
    "demo:messages": (Visit(url=_at("demo:messages"), grows=True),),
}
_WORK = {
    "desk:duty": (
        Visit(url=_at("desk:duty"), who=CENTER_HEAD, grows=True),
        Visit(url=_at("desk:duty", query="?pile=OVERDUE"), who=CENTER_HEAD, grows=True),
    ),
    "desk:hand_over": (
        Visit(
            url=_at("desk:hand_over", query=f"?from={CLERK.post_id}&to={SECOND_CLERK.post_id}"),
            who=CENTER_HEAD,
        ),
    ),
    "desk:reviews": (
        Visit(url=_at("desk:reviews", query="?since=2026-11-01"), who=CENTER_HEAD, grows=True),
        Visit(url=_at("desk:reviews"), who=COUNTY_OFFICER),
    ),
    "desk:wordings": (Visit(url=_at("desk:wordings"), who=REVIEWER),),
}
VISITS: dict[str, tuple[Visit, ...]] = {
    **_OPS,
    **benefit_visits.VISITS,
    **_FINDING,
    **_APPLYING,
    **_WATCHING,
    **_DESK,
    **_SEALS,
    **_DEMO,
    **counter_visits.VISITS,
    **dossier_visits.VISITS,
    **exchange_visits.VISITS,
    **sheet_visits.VISITS,
    **showcase_visits.VISITS,
    **supervision_visits.VISITS,
    **finding_visits.VISITS,
    **family_visits.VISITS,
    **guide_visits.VISITS,
    **indicator_visits.VISITS,
    **item_visits.VISITS,
    **list_visits.VISITS,
    **open_visits.VISITS,
    **oversight_visits.VISITS,
    **people_visits.VISITS,
    **programme_visits.VISITS,
    **report_visits.VISITS,
    **quality_visits.VISITS,
    **village_visits.VISITS,
    **_WORK,
}
