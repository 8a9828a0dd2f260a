"""The forms of a page as a browser would send them: every field with what stands in it, each button."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

_SKIPPED = {"csrfmiddlewaretoken"}
_PLAIN = {
    "id_no": "13092119600214001X",
    "phone": "13800000009",
    "giver_phone": "13800000009",
    "name": "孙立新",
    "applicant_name": "孙立新",
    "check_code": "22222222",
    "copies": "1",
}
_BY_TYPE = {"date": "2026-11-20", "datetime-local": "2026-11-20T09:00", "number": "1", "tel": "13800000009"}


@dataclass(kw_only=True, slots=True)
class Field:
    """One field: its name, its kind, and what an honest person would leave or write in it."""

    name: str
    kind: str
    value: str


@dataclass(kw_only=True, slots=True)
class Form:
    """Where a form goes, how, with which fields; one entry of `buttons` for each way to send it."""

    action: str
    method: str
    multipart: bool
    fields: list[Field] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)

    @property
    def base(self) -> dict[str, str]:
        """All fields that carry text, filled in honestly; of several with one name the first counts."""
        said: dict[str, str] = {}
        for each in self.fields:
            if each.kind != "file":
                said.setdefault(each.name, each.value)
        return said

    @property
    def files(self) -> list[str]:
        """The names of the fields that take files."""
        return [each.name for each in self.fields if each.kind == "file"]

    def mark(self, button: tuple[str, str]) -> tuple[object, ...]:
        """What tells this way of sending from others, whatever case it is about."""
        names = tuple(sorted({each.name.split("-")[0] for each in self.fields}))
        shape = "/".join(
            "*" if any(sign.isdigit() for sign in part) else part for part in self.action.split("/")
        )
        return (shape, self.method, names, button)


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._open: Form | None = None
        self._area: str | None = None
        self._text = ""
        self._select: str | None = None
        self._chosen: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "a" and "href" in given:
            self.links.append(urljoin(self.url, given["href"]))
        elif tag == "form":
            action = urlsplit(urljoin(self.url, given.get("action") or self.url))
            self._open = Form(
                action=action.path + (f"?{action.query}" if action.query else ""),
                method=given.get("method", "get").lower(),
                multipart="multipart" in given.get("enctype", ""),
            )
            self.forms.append(self._open)
        elif self._open is not None:
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "option" and self._select is not None:
            self._chosen.append(given.get("value", ""))
        elif tag == "textarea":
            self._area, self._text = name, ""
        elif tag == "select":
            self._select, self._chosen = name, []
        elif tag == "button" and kind == "submit" and self._open is not None:
            self._open.buttons.append((name, given.get("value", "")))
        elif tag == "input" and name and name not in _SKIPPED:
            self._add(name, kind, given.get("value", ""))

    def handle_data(self, data: str) -> None:
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        elif tag == "textarea" and self._area is not None:
            self._add(self._area, "textarea", self._text.strip())
            self._area = None
        elif tag == "select" and self._select is not None:
            self._add(self._select, "select", next((each for each in self._chosen if each), ""))
            self._select = None

    def _add(self, name: str, kind: str, value: str) -> None:
        if self._open is None or not name:
            return
        honest = (
            value
            or _PLAIN.get(name)
            or _BY_TYPE.get(kind)
            or ("情况属实，材料齐全。" if kind == "textarea" else "")
        )
        self._open.fields.append(
            Field(name=name, kind=kind, value=honest or ("1" if kind == "checkbox" else "写在这里"))
        )


def read_page(html: str, url: str) -> tuple[list[Form], list[str]]:
    """The forms of a page and the addresses that it links to."""
    reader = _Reader(url)
    reader.feed(html)
    for form in reader.forms:
        form.buttons = form.buttons or [("", "")]
    return reader.forms, reader.links
