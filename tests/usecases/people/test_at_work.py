"""Whom the board of a hall names: who works at just this place today, and never who keeps the seal."""

from datetime import date

import pytest

from tests.world import ID, TOWNSHIP, VILLAGE
from yimen.data.people.models import Account, Post
from yimen.usecases.people.at_work import list_public_staff

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 16)


def test_the_head_stands_first_and_everybody_once_with_all_that_they_do() -> None:
    shown = list_public_staff(TOWNSHIP, TODAY)
    assert shown[0].role_labels[0] == "中心主任"
    assert len({each.name for each in shown}) == len(shown)
    labels = {label for each in shown for label in each.role_labels}
    assert {"窗口人员", "审查人员", "审批人员"} <= labels
    assert "印章保管人" not in labels
    assert "村级代办员" not in labels, "who works in a village stands at the village"
    assert {label for each in list_public_staff(VILLAGE, TODAY) for label in each.role_labels} == {
        "村级代办员"
    }


def test_whoever_left_or_may_not_log_in_any_more_stands_there_no_more() -> None:
    before = list_public_staff(TOWNSHIP, TODAY)
    post = Post.objects.filter(region__code=TOWNSHIP, role="CLERK").first()
    assert post is not None
    Post.objects.filter(pk=post.pk).update(valid_to=TODAY)
    Account.objects.filter(posts__region__code=TOWNSHIP, posts__role="CENTER_HEAD").update(is_active=False)
    after = list_public_staff(TOWNSHIP, TODAY)
    assert len(after) < len(before)
    assert all("中心主任" not in each.role_labels for each in after)
    assert list_public_staff("130921999999", TODAY) == ()


def test_somebody_with_two_posts_stands_once_with_both() -> None:
    post = Post.objects.get(region__code=TOWNSHIP, role="CENTER_HEAD")
    Post.objects.create(
        id=ID("second post"),
        account_id=post.account_id,
        organ_id=post.organ_id,
        region_id=post.region_id,
        role="APPROVER",
        valid_from=date(2026, 1, 1),
    )
    assert list_public_staff(TOWNSHIP, TODAY)[0].role_labels == ("中心主任", "审批人员")
