"""The HTTP server seen from outside: whether its port is free, whether it is ready."""

import errno
import http.client
import os
import socket

from yimen.cli.supervisor.plan import Plan
from yimen.rules.errors import N_, Refusal, RuleViolation

_PROBE_SECONDS = 5.0


class PortIsBusy(RuleViolation):
    """Something else listens where we should."""

    code = "supervisor.port_busy"
    template = N_("端口 {port} 已被别的程序占用。换一个端口再启动，例如：make run PORT={other}")
    refusal = Refusal.CONFLICT


class CannotListen(RuleViolation):
    """The address or the port is not ours to listen on."""

    code = "supervisor.cannot_listen"
    template = N_("不能在 {bind} 的端口 {port} 上监听：{reason}。请改 PORT= 或 YIMEN_BIND=。")


def refuse_busy_port(plan: Plan) -> None:
    """Refuse with a sentence before anything is started; the server itself would share a port silently."""
    family = socket.AF_INET6 if ":" in plan.bind else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((plan.bind, plan.port))
            probe.listen(1)
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                other = plan.port + 1 if plan.port < 65535 else 8000
                raise PortIsBusy(field="PORT", port=plan.port, other=other) from error
            reason = os.strerror(error.errno) if error.errno else str(error)
            raise CannotListen(field="PORT", bind=plan.bind, port=plan.port, reason=reason) from error


def is_ready(plan: Plan) -> bool:
    """Whether the server answers 200 at its readiness page."""
    connection = http.client.HTTPConnection(plan.probe_host, plan.port, timeout=_PROBE_SECONDS)
    try:
        connection.request("GET", plan.ready_path)
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
