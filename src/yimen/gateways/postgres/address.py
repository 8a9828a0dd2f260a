"""Where a database of the embedded server is reached, in the two spellings that others want."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from psycopg.conninfo import make_conninfo


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """One database of a server behind a socket; `host` is the folder of the socket."""

    name: str
    user: str
    host: str
    port: str

    def conninfo(self) -> str:
        """The string for psycopg and libpq."""
        return make_conninfo("", dbname=self.name, user=self.user, host=self.host, port=self.port)

    def url(self) -> str:
        """The spelling of `YIMEN_DATABASE_URL`."""
        query = urlencode({"host": self.host, "port": self.port})
        return f"postgresql://{quote(self.user, safe='')}@/{quote(self.name, safe='')}?{query}"
