"""Reads the address of the run's cluster back from its URL."""

from psycopg.conninfo import conninfo_to_dict

from yimen.gateways.postgres import Address


def read_url(url: str) -> Address:
    """The address that `Address.url` spelled."""
    parts = {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
    return Address(
        name=parts["dbname"],
        user=parts.get("user", ""),
        host=parts.get("host", ""),
        port=parts.get("port", ""),
    )
