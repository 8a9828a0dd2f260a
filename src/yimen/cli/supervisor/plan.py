"""What a supervisor is to run, as plain values."""

from dataclasses import dataclass
from pathlib import Path

from yimen.cli.supervisor.children import Service
from yimen.rules.errors import N_, Refusal, RuleViolation


@dataclass(frozen=True, kw_only=True, slots=True)
class Preparation:
    """A program that must end well before services start."""

    title: str
    command: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """One installation: where its data lie, what prepares it, what serves it, and where it answers.

    `database_url` is None for the embedded cluster. `ready_path` answers 200 once pages can be served.
    """

    data_dir: Path
    database_url: str | None
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


class AlreadySupervised(RuleViolation):
    """Another supervisor runs on the same data folder."""

    code = "supervisor.already_running"
    template = N_(
        "这个数据目录已有一个 yimen up 在运行(进程号 {pid}):{data_dir}。先停下它,或换一个 YIMEN_DATA_DIR。"
    )
    refusal = Refusal.CONFLICT


class PortIsBusy(RuleViolation):
    """Something else listens where we should."""

    code = "supervisor.port_busy"
    template = N_("端口 {port} 已被别的程序占用。换一个端口再启动,例如:make run PORT={other}")
    refusal = Refusal.CONFLICT


class CannotListen(RuleViolation):
    """The address or the port is not ours to listen on."""

    code = "supervisor.cannot_listen"
    template = N_("不能在 {bind} 的端口 {port} 上监听:{reason}。请改 PORT= 或 YIMEN_BIND=。")


class PreparationFailed(RuleViolation):
    """A preparing program did not end well; its last lines are shown."""

    code = "supervisor.preparation_failed"
    template = N_("{title}没有成功({status}),日志:{log}\n{said}")


class CannotServe(RuleViolation):
    """The HTTP server ended again and again before its first answer."""

    code = "supervisor.cannot_serve"
    template = N_("网页服务起不来,日志:{log}\n{said}")
