"""Wordings of one's own: kept once, for one act and one post, dropped by whoever kept them."""

import pytest

from tests.usecases.cases import journey
from tests.world import CLERK, ID, NOW, RESIDENT, REVIEWER, SECOND_REVIEWER
from yimen.data.cases.models import OpinionTemplate
from yimen.data.journal.models import Entry
from yimen.rules.access import NotAllowed, NotFound
from yimen.rules.cases import Act
from yimen.rules.opinions import MOST_TEMPLATES, NoTemplateFor, TemplatesFull
from yimen.rules.text import TextMissing, TextTooLong
from yimen.usecases.cases.actions import drop_opinion_template, save_opinion_template
from yimen.usecases.cases.queries import get_case, list_opinion_templates

pytestmark = pytest.mark.usefixtures("db")
WORDS = "经现场核实，林权清楚，面积一致。"


def test_it_lies_beside_the_form_of_its_post_only() -> None:
    case_id = journey.accepted()
    save_opinion_template(actor=REVIEWER, now=NOW, act="REVIEW", text=f" {WORDS} ")
    save_opinion_template(actor=REVIEWER, now=NOW, act="SEND_BACK", text="请补照片。")
    own = get_case(actor=REVIEWER, today=NOW.date(), case_id=case_id).colleagues.templates
    assert [(each.act, each.text) for each in own] == [(Act.REVIEW, WORDS), (Act.SEND_BACK, "请补照片。")]
    assert get_case(actor=SECOND_REVIEWER, today=NOW.date(), case_id=case_id).colleagues.templates == ()


def test_the_same_words_are_kept_once_and_the_journal_does_not_quote_them() -> None:
    first = save_opinion_template(actor=REVIEWER, now=NOW, act="REVIEW", text=WORDS)
    assert save_opinion_template(actor=REVIEWER, now=NOW, act="REVIEW", text=f"{WORDS}\n") == first
    entry = Entry.objects.get(act="cases.save_opinion_template")
    assert WORDS not in entry.text
    assert OpinionTemplate.objects.count() == 1


def test_an_act_without_words_empty_and_endless_ones_are_refused() -> None:
    for act in ("DELIVER", "NOTHING", ""):
        with pytest.raises(NoTemplateFor):
            save_opinion_template(actor=CLERK, now=NOW, act=act, text=WORDS)
    with pytest.raises(TextMissing):
        save_opinion_template(actor=REVIEWER, now=NOW, act="REVIEW", text=" ")
    with pytest.raises(TextTooLong):
        save_opinion_template(actor=REVIEWER, now=NOW, act="REVIEW", text="长" * 501)


def test_only_so_many_are_kept_for_one_act() -> None:
    for number in range(MOST_TEMPLATES):
        save_opinion_template(actor=REVIEWER, now=NOW, act="REVIEW", text=f"第 {number} 条。")
    with pytest.raises(TemplatesFull) as refusal:
        save_opinion_template(actor=REVIEWER, now=NOW, act="REVIEW", text="又一条。")
    assert "20 条" in refusal.value.sentence()
    save_opinion_template(actor=REVIEWER, now=NOW, act="SEND_BACK", text="又一条。")


def test_whoever_kept_it_drops_it_and_nobody_else() -> None:
    kept = save_opinion_template(actor=REVIEWER, now=NOW, act="REVIEW", text=WORDS)
    with pytest.raises(NotFound):
        drop_opinion_template(actor=SECOND_REVIEWER, now=NOW, template_id=kept)
    drop_opinion_template(actor=REVIEWER, now=NOW, template_id=kept)
    assert list_opinion_templates(actor=REVIEWER) == ()
    assert Entry.objects.filter(act="cases.drop_opinion_template").count() == 1
    with pytest.raises(NotFound):
        drop_opinion_template(actor=REVIEWER, now=NOW, template_id=ID("nothing"))


def test_residents_keep_no_wordings() -> None:
    with pytest.raises(NotAllowed):
        save_opinion_template(actor=RESIDENT, now=NOW, act="REVIEW", text=WORDS)
