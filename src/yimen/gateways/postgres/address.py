"""Where a PostgreSQL database is reached, in the three spellings that others want."""

from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from yimen.rules.errors import N_, RuleViolation

_NAMED = {"dbname", "user", "password", "host", "port"}


class CannotReadAddress(RuleViolation):
    """`YIMEN_DATABASE_URL` is not the address of a PostgreSQL database."""

    code = "database.address_unreadable"
    template = N_("数据库地址读不懂:{reason}。应写成 postgresql://用户:密码@主机:5432/库名。")


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """One database of one server; `host` may be the folder of a socket."""

    name: str
    user: str = ""
    password: str = field(default="", repr=False)
    host: str = ""
    port: str = ""
    options: tuple[tuple[str, str], ...] = ()

    def settings(self) -> dict[str, object]:
        """The entry for Django's `DATABASES`."""
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.name,
            "USER": self.user,
            "PASSWORD": self.password,
            "HOST": self.host,
            "PORT": self.port,
            "OPTIONS": dict(self.options),
        }

    def conninfo(self) -> str:
        """The string for psycopg and libpq."""
        given = {"user": self.user, "password": self.password, "host": self.host, "port": self.port}
        named = {key: value for key, value in given.items() if value}
        return make_conninfo("", dbname=self.name, **named, **dict(self.options))

    def url(self) -> str:
        """The spelling of `YIMEN_DATABASE_URL`."""
        login = quote(self.user, safe="")
        if self.password:
            login += ":" + quote(self.password, safe="")
        extra = {"host": self.host, "port": self.port, **dict(self.options)}
        query = urlencode({key: value for key, value in extra.items() if value})
        return f"postgresql://{login}{'@' if login else ''}/{quote(self.name, safe='')}?{query}"


def parse_url(url: str) -> Address:
    """Read a `postgresql://` address; `CannotReadAddress` when libpq would not take it."""
    try:
        parts = {key: str(value) for key, value in conninfo_to_dict(url).items() if value is not None}
    except ProgrammingError as error:
        raise CannotReadAddress(field="YIMEN_DATABASE_URL", reason=str(error).strip()) from error
    if not parts.get("dbname"):
        raise CannotReadAddress(field="YIMEN_DATABASE_URL", reason="没有写库名")
    return Address(
        name=parts["dbname"],
        user=parts.get("user", ""),
        password=parts.get("password", ""),
        host=parts.get("host", ""),
        port=parts.get("port", ""),
        options=tuple(sorted((key, value) for key, value in parts.items() if key not in _NAMED)),
    )
