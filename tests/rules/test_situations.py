"""Situations: the answers make up the list of materials, exactly."""

from hypothesis import given
from hypothesis import strategies as st

from yimen.rules.item_details import Choice, Situation
from yimen.rules.situations import read_answers, select_materials

NAMES = ("采伐申请", "林木权属证明", "承包合同", "委托书")
WHERE = Situation(
    question="树长在哪里?",
    choices=(
        Choice(text="自留山", materials=("林木权属证明",)),
        Choice(text="承包的集体林地", materials=("承包合同", "林木权属证明")),
        Choice(text="房前屋后", ends=True, note="不用办证(森林法 56)"),
    ),
)
WHO = Situation(
    question="谁来办?", choices=(Choice(text="本人"), Choice(text="别人代办", materials=("委托书",)))
)
BOTH = (WHERE, WHO)


def test_before_any_answer_only_what_everybody_brings_is_needed() -> None:
    found = select_materials(NAMES, BOTH, {})
    assert found.needed == ("采伐申请",)
    assert found.perhaps == ("林木权属证明", "承包合同", "委托书")
    assert not found.is_complete


def test_the_answers_give_the_exact_list() -> None:
    found = select_materials(NAMES, BOTH, {1: 1, 2: 2})
    assert found.needed == ("采伐申请", "林木权属证明", "委托书")
    assert found.left_out == ("承包合同",)
    assert found.perhaps == ()
    assert found.is_complete


def test_an_answer_that_ends_the_matter_asks_for_nothing_and_says_why() -> None:
    found = select_materials(NAMES, BOTH, {1: 3})
    assert found.needed == found.perhaps == ()
    assert found.ended is not None
    assert found.notes == ("不用办证(森林法 56)",)
    assert found.is_complete


def test_an_old_address_is_read_as_far_as_it_fits() -> None:
    assert read_answers(BOTH, {"s1": "2", "s2": "9", "s3": "1", "x": "1"}) == {1: 2}
    assert read_answers(BOTH, {"s1": "²", "s2": "-1"}) == {}
    assert read_answers(BOTH, {"s1": "9" * 5000}) == {}


CHOICES = st.lists(
    st.builds(Choice, text=st.just("x"), materials=st.lists(st.sampled_from(NAMES)).map(tuple))
)
SITUATIONS = st.lists(
    st.builds(Situation, question=st.just("?"), choices=CHOICES.map(tuple)), max_size=3
).map(tuple)


@given(SITUATIONS, st.data())
def test_every_material_stands_in_exactly_one_part_and_answers_only_settle(
    situations: tuple[Situation, ...], data: st.DataObject
) -> None:
    answers: dict[int, int] = {}
    before = select_materials(NAMES, situations, answers)
    for number, situation in enumerate(situations, start=1):
        if situation.choices:
            answers[number] = data.draw(st.integers(1, len(situation.choices)))
        after = select_materials(NAMES, situations, answers)
        assert sorted(after.needed + after.perhaps + after.left_out) == sorted(NAMES)
        assert set(before.needed) <= set(after.needed)
        assert set(after.perhaps) <= set(before.perhaps)
        before = after
    if before.is_complete:
        assert before.perhaps == ()
