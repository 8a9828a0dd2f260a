"""One look at a page: by whom, where, and with what."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.test import Client

from tests.meta.crowd import Crowd
from yimen.rules.access import PUBLIC, Actor
from yimen.web.portal.village import VILLAGE_COOKIE


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit:
    """One look at a page; `posted` where a question is put by a form, `grows` where rows are listed.

    `client` where the browser is neither nobody's nor a whole log-in of `who`.
    """

    url: Callable[[Crowd], str]
    who: Actor = PUBLIC
    posted: Callable[[Crowd], Mapping[str, str]] | None = None
    village: str = ""
    status: int = 200
    grows: bool = False
    client: Callable[[], Client] | None = None

    @property
    def cookies(self) -> dict[str, str]:
        """What the browser brings along."""
        return {VILLAGE_COOKIE: self.village} if self.village else {}
