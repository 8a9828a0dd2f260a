"""One link, one rating, by the applicant's own hand."""

import re
import threading
from datetime import timedelta

import pytest
from django.db import connections

from tests.usecases.feedback.closed_cases import close_case
from tests.world import CLERK, COUNTY, ID, NOW, OTHER_COUNTY, RESIDENT_PHONE, SENSITIVE_VERSION
from yimen.data.feedback.models import Rating, RatingLink
from yimen.data.journal.models import Entry, Outbox
from yimen.gateways.installed import Gateways
from yimen.gateways.jobs import QueuedJob
from yimen.rules.access import PUBLIC, NotAllowed, NotFound, system_actor
from yimen.rules.feedback import AlreadyRated, CannotRate, RatingNotChosen, Stars
from yimen.rules.text import TextTooLong
from yimen.usecases.feedback.actions import NotClosedYet, invite, rate
from yimen.usecases.feedback.links import LinkExpired, LinkUnknown
from yimen.usecases.feedback.queries import find_invitation

CLOCK = system_actor("test clock")
LATER = NOW + timedelta(days=1)


def _invite(name: str = "case") -> str:
    """Invite for a closed case; the token that the text carries."""
    invite(actor=CLOCK, now=NOW, case_id=ID(name), county_code=COUNTY)
    return _token_of(Outbox.objects.get(topic="feedback.invite").payload["text"])


def _token_of(text: str) -> str:
    found = re.search(r"\{public_url\}/rate/([A-Za-z0-9_-]{28})/", text)
    assert found is not None
    return found[1]


@pytest.mark.django_db
def test_the_invitation_goes_to_the_applicant_and_only_its_digest_stays(gateways: Gateways) -> None:
    close_case()
    token = _invite()
    link = RatingLink.objects.get()
    assert token not in (link.token_digest, str(link.pk))
    assert link.expires_at == NOW + timedelta(days=30)
    message = Outbox.objects.get()
    assert message.payload["phone"] == RESIDENT_PHONE
    assert "林木采伐许可证核发" in message.payload["text"]
    assert gateways.queue.take_all() == (QueuedJob(name="deliver_messages", ids={}),)
    assert token not in Entry.objects.get(act="feedback.invite").text


@pytest.mark.django_db
def test_a_repeated_job_invites_once() -> None:
    close_case()
    first = invite(actor=CLOCK, now=NOW, case_id=ID("case"), county_code=COUNTY)
    again = invite(actor=CLOCK, now=LATER, case_id=ID("case"), county_code=COUNTY)
    assert (first.fresh, again.fresh) == (True, False)
    assert (RatingLink.objects.count(), Outbox.objects.count()) == (1, 1)


@pytest.mark.django_db
def test_a_sensitive_matter_is_named_neutrally_in_the_text_and_on_the_page() -> None:
    close_case(sensitive=True, version_id=SENSITIVE_VERSION)
    token = _invite()
    assert "救助类事项" in Outbox.objects.get().payload["text"]
    assert "生活保障" not in Outbox.objects.get().payload["text"]
    assert find_invitation(token, LATER).item_name == "救助类事项"


@pytest.mark.django_db
def test_without_a_phone_nobody_is_invited() -> None:
    close_case(phone="")
    assert not invite(actor=CLOCK, now=NOW, case_id=ID("case"), county_code=COUNTY).fresh
    assert not RatingLink.objects.exists()


@pytest.mark.django_db
def test_a_case_that_is_not_closed_or_not_in_the_county_is_not_asked_about() -> None:
    close_case(state="GRANTED")
    with pytest.raises(NotClosedYet):
        invite(actor=CLOCK, now=NOW, case_id=ID("case"), county_code=COUNTY)
    with pytest.raises(NotFound):
        invite(actor=CLOCK, now=NOW, case_id=ID("case"), county_code=OTHER_COUNTY)
    with pytest.raises(NotAllowed):
        invite(actor=CLERK, now=NOW, case_id=ID("case"), county_code=COUNTY)


@pytest.mark.django_db
@pytest.mark.parametrize(("stars", "national"), [(5, "1"), (4, "2"), (3, "3"), (2, "4"), (1, "5")])
def test_five_stars_are_the_national_code_one(stars: int, national: str) -> None:
    close_case()
    rated = rate(actor=PUBLIC, now=LATER, token=_invite(), stars=stars, text="  很快\n")
    kept = Rating.objects.get()
    assert (kept.stars, kept.national_code, kept.text) == (stars, national, "很快")
    assert (rated.stars, rated.is_poor) == (Stars(stars), stars <= 2)


@pytest.mark.django_db
@pytest.mark.parametrize("stars", [None, 0, 6])
def test_no_star_chosen_is_asked_for_and_never_filled_in(stars: int | None) -> None:
    close_case()
    token = _invite()
    with pytest.raises(RatingNotChosen) as refusal:
        rate(actor=PUBLIC, now=LATER, token=token, stars=stars)
    assert refusal.value.field == "stars"
    assert not Rating.objects.exists()
    assert rate(actor=PUBLIC, now=LATER, token=token, stars=4).stars is Stars.FOUR


@pytest.mark.django_db
def test_staff_never_rate_for_the_applicant() -> None:
    close_case()
    with pytest.raises(CannotRate):
        rate(actor=CLERK, now=LATER, token=_invite(), stars=5)


@pytest.mark.django_db
def test_words_above_five_hundred_characters_are_refused_at_their_field() -> None:
    close_case()
    token = _invite()
    with pytest.raises(TextTooLong) as refusal:
        rate(actor=PUBLIC, now=LATER, token=token, stars=5, text="好" * 501)
    assert refusal.value.field == "text"
    rate(actor=PUBLIC, now=LATER, token=token, stars=5, text="好" * 500)


@pytest.mark.django_db
def test_a_used_link_says_so_on_the_page_and_in_the_act() -> None:
    close_case()
    token = _invite()
    rate(actor=PUBLIC, now=LATER, token=token, stars=5)
    with pytest.raises(AlreadyRated):
        find_invitation(token, LATER)
    with pytest.raises(AlreadyRated):
        rate(actor=PUBLIC, now=LATER, token=token, stars=1)
    assert Rating.objects.get().stars == 5


@pytest.mark.django_db
def test_a_double_click_is_one_rating_with_the_same_answer() -> None:
    close_case()
    token = _invite()
    answers = [
        rate(actor=PUBLIC, now=LATER, token=token, stars=5, text="好", request_key="k-1") for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert Rating.objects.count() == 1


@pytest.mark.django_db
def test_a_link_holds_thirty_days_and_not_a_moment_longer() -> None:
    close_case()
    token = _invite()
    end = NOW + timedelta(days=30)
    assert find_invitation(token, end - timedelta(seconds=1)).organ_name == "沧县旧州镇人民政府"
    with pytest.raises(LinkExpired):
        find_invitation(token, end)
    with pytest.raises(LinkExpired):
        rate(actor=PUBLIC, now=end, token=token, stars=5)


@pytest.mark.django_db
@pytest.mark.parametrize("token", ["", "x", "A" * 22, "A" * 4000, "../" * 8, "中" * 22])
def test_an_unknown_link_is_told_in_one_sentence(token: str) -> None:
    with pytest.raises(LinkUnknown):
        find_invitation(token, NOW)
    with pytest.raises(LinkUnknown):
        rate(actor=PUBLIC, now=NOW, token=token, stars=5)


@pytest.mark.django_db
def test_the_words_of_a_rating_stay_out_of_the_journal() -> None:
    close_case()
    rate(actor=PUBLIC, now=LATER, token=_invite(), stars=1, text="等了三个小时")
    assert "三个小时" not in Entry.objects.get(act="feedback.rate").text


@pytest.mark.usefixtures("real_db")
def test_of_two_ratings_at_once_one_is_taken_and_the_other_is_told() -> None:
    close_case()
    token = _invite()
    gate = threading.Barrier(2)
    taken: list[int] = []
    told: list[str] = []

    def go(stars: int) -> None:
        try:
            gate.wait(20)
            rate(actor=PUBLIC, now=LATER, token=token, stars=stars)
            taken.append(stars)
        except AlreadyRated as refusal:
            told.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=go, args=(stars,)) for stars in (1, 5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert (len(taken), told) == (1, ["feedback.already_rated"])
    assert Rating.objects.get().stars == taken[0]
    assert Entry.objects.filter(act="feedback.rate").count() == 1
