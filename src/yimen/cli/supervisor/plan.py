"""What a supervisor is to run, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from yimen.usecases.hosting.children import Preparation, Service


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """One installation: where its data lie, what prepares it, what serves it, and where it answers.

    `database_url` is None for the embedded cluster. `environment` is what all its programs get.
    `ready_path` answers 200 once pages can be served.
    """

    data_dir: Path
    database_url: str | None
    environment: Mapping[str, str]
    preparations: tuple[Preparation, ...]
    http: Service
    jobs: Service
    bind: str
    port: int
    ready_path: str = "/readyz"

    @property
    def probe_host(self) -> str:
        """The address at which this machine reaches its own HTTP server."""
        return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.bind, self.bind)  # noqa: S104 - only compared

    @property
    def url(self) -> str:
        """What the operator opens."""
        host = f"[{self.probe_host}]" if ":" in self.probe_host else self.probe_host
        return f"http://{host}:{self.port}/"
