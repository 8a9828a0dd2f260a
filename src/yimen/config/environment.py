"""Every environment variable that Yimen reads: its name, its default and what it means."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timedelta, timezone
from ipaddress import ip_address
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
_BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
LOOPBACK_HOSTS = ("localhost", "127.0.0.1", "[::1]")


class UnreadableEnvironment(ValueError):
    """A variable holds something that cannot be meant; the sentence names it. Commands exit with 2."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Variable:
    """One variable as the operator knows it; `docs/operate/settings.md` is checked against these."""

    name: str
    default: str
    meaning: str


def _variable(name: str, default: str, meaning: str) -> dict[str, Variable]:
    return {"variable": Variable(name=name, default=default, meaning=meaning)}


@dataclass(frozen=True, kw_only=True, slots=True)
class Environment:
    """All that the outside decides about one installation, read once at the start."""

    port: int = field(metadata=_variable("PORT", "8000", "网页服务的端口。"))
    bind: str = field(
        metadata=_variable("YIMEN_BIND", "127.0.0.1", "网页服务监听的地址；演示模式下只许本机回环地址。")
    )
    data_dir: Path = field(
        metadata=_variable("YIMEN_DATA_DIR", "<代码目录>/var", "数据目录：数据库、文件、密钥、日志都在这里。")
    )
    database_url: str | None = field(
        metadata=_variable(
            "YIMEN_DATABASE_URL",
            "(空：用自带的 PostgreSQL)",
            "外接 PostgreSQL（15 以上）的地址，如 postgresql://用户：密码@主机：5432/库名。",
        )
    )
    demo: bool = field(metadata=_variable("YIMEN_DEMO", "1", "演示模式：样例数据和演示账号，只许本机访问。"))
    demo_now: datetime | None = field(
        metadata=_variable(
            "YIMEN_DEMO_NOW",
            "(空：真实时间)",
            "演示时钟第一次启动时指向的北京时间，如 2026-09-16 或 2026-09-16T09:00；只在演示模式下能设。",
        )
    )
    debug: bool = field(
        metadata=_variable("YIMEN_DEBUG", "0", "调试模式：出错页显示细节，正式使用必须关闭。")
    )
    workers: int = field(metadata=_variable("YIMEN_WORKERS", "2", "网页服务的进程数。"))
    allowed_hosts: tuple[str, ...] = field(
        metadata=_variable(
            "YIMEN_ALLOWED_HOSTS", "(空)", "除本机外还接受的域名或地址，用逗号隔开，如 zwfw.example.cn。"
        )
    )
    trusted_proxies: tuple[str, ...] = field(
        metadata=_variable(
            "YIMEN_TRUSTED_PROXIES",
            "(空：不信任何转发地址)",
            "前置反向代理的 IP 地址，用逗号隔开；只有它们转来的 X-Forwarded-For 才算数，用于按来访地址限次。",
        )
    )
    public_url: str = field(
        metadata=_variable(
            "YIMEN_PUBLIC_URL", "http://127.0.0.1:<PORT>", "群众看到的网址开头，印在文书的二维码里。"
        )
    )
    sms_url: str = field(
        metadata=_variable(
            "YIMEN_SMS_URL",
            "(空：不发短信)",
            "本单位短信转发程序的地址，每条短信 POST 一个 JSON：phone、text；"
            "密钥放在数据目录的 keys/sms-relay。演示模式不用它。",
        )
    )

    webhook_loopback: bool = field(
        metadata=_variable(
            "YIMEN_WEBHOOK_LOOPBACK",
            "演示模式下 1，否则 0",
            "事件推送能不能推到本机地址(127.0.0.1)；接收程序和一门装在同一台机器上时才设 1。",
        )
    )


def variables() -> tuple[Variable, ...]:
    """All variables in the order of the documentation."""
    return tuple(entry.metadata["variable"] for entry in fields(Environment))


def load(environ: Mapping[str, str] | None = None) -> Environment:
    """Read the environment; refuse with a sentence what cannot be meant (`UnreadableEnvironment`)."""
    source = os.environ if environ is None else environ
    port = _whole_number(source, "PORT", default=8000, lowest=1, highest=65535)
    demo = _switch(source, "YIMEN_DEMO", default=True)
    return Environment(
        port=port,
        bind=_bind(source, demo=demo),
        data_dir=_data_dir(source),
        database_url=_database_url(source),
        demo=demo,
        demo_now=_demo_now(source, demo=demo),
        debug=_switch(source, "YIMEN_DEBUG", default=False),
        workers=_whole_number(source, "YIMEN_WORKERS", default=2, lowest=1, highest=64),
        allowed_hosts=_allowed_hosts(source),
        trusted_proxies=_trusted_proxies(source),
        public_url=_public_url(source, port=port),
        sms_url=_sms_url(source),
        webhook_loopback=_switch(source, "YIMEN_WEBHOOK_LOOPBACK", default=demo),
    )


def read_or_make_secret(data_dir: Path, name: str) -> str:
    """The secret `keys/<name>` of this installation; made once with mode 0600, also under a race.

    Whoever links the file first wins; the others read the winner's.
    """
    keys = data_dir / "keys"
    keys.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = keys / name
    if not target.exists():
        draft = keys / f".{name}.{secrets.token_hex(8)}"
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(secrets.token_urlsafe(48))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft, target)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return target.read_text(encoding="ascii")


def _text(source: Mapping[str, str], name: str) -> str:
    return source.get(name, "").strip()


def _whole_number(source: Mapping[str, str], name: str, *, default: int, lowest: int, highest: int) -> int:
    text = _text(source, name)
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and lowest <= int(text) <= highest):
        raise UnreadableEnvironment(f"环境变量 {name} 应是 {lowest} 到 {highest} 的整数，现在是“{text}”。")
    return int(text)


def _switch(source: Mapping[str, str], name: str, *, default: bool) -> bool:
    text = _text(source, name)
    if not text:
        return default
    if text not in {"0", "1"}:
        raise UnreadableEnvironment(f"环境变量 {name} 只能是 1（开）或 0（关），现在是“{text}”。")
    return text == "1"


def _data_dir(source: Mapping[str, str]) -> Path:
    text = source.get("YIMEN_DATA_DIR", "")
    path = Path(text).expanduser().absolute() if text else CHECKOUT / "var"
    if path.exists() and not path.is_dir():
        raise UnreadableEnvironment(f"环境变量 YIMEN_DATA_DIR 指向的“{path}”不是文件夹。")
    return path


def _demo_now(source: Mapping[str, str], *, demo: bool) -> datetime | None:
    text = _text(source, "YIMEN_DEMO_NOW")
    if not text:
        return None
    if not demo:
        raise UnreadableEnvironment("环境变量 YIMEN_DEMO_NOW 只能在演示模式下设（YIMEN_DEMO=1）。")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise UnreadableEnvironment(
            f"环境变量 YIMEN_DEMO_NOW 应是日期或时间，如 2026-09-16T09:00，现在是“{text}”。"
        ) from None
    if len(text) <= len("2026-09-16"):
        moment = moment.replace(hour=9)  # a bare date is its morning, not its midnight
    return moment.replace(tzinfo=_BEIJING) if moment.tzinfo is None else moment.astimezone(_BEIJING)


def _database_url(source: Mapping[str, str]) -> str | None:
    text = _text(source, "YIMEN_DATABASE_URL")
    if text and not text.startswith(("postgresql://", "postgres://")):
        raise UnreadableEnvironment("环境变量 YIMEN_DATABASE_URL 应以 postgresql:// 开头。")
    return text or None


def _bind(source: Mapping[str, str], *, demo: bool) -> str:
    text = _text(source, "YIMEN_BIND") or "127.0.0.1"
    try:
        address = ip_address("127.0.0.1" if text == "localhost" else text)
    except ValueError:
        raise UnreadableEnvironment(f"环境变量 YIMEN_BIND 应是一个 IP 地址，现在是“{text}”。") from None
    if demo and not address.is_loopback:
        raise UnreadableEnvironment(
            f"演示模式有公开的演示账号，不能在 {text} 上监听。"
            "只在本机看，请去掉 YIMEN_BIND；正式使用，请设 YIMEN_DEMO=0。"
        )
    return str(address)


def _allowed_hosts(source: Mapping[str, str]) -> tuple[str, ...]:
    given = [host.strip() for host in _text(source, "YIMEN_ALLOWED_HOSTS").split(",")]
    return tuple(dict.fromkeys([*(host for host in given if host), *LOOPBACK_HOSTS]))


def _trusted_proxies(source: Mapping[str, str]) -> tuple[str, ...]:
    given = [part.strip() for part in _text(source, "YIMEN_TRUSTED_PROXIES").split(",")]
    try:
        return tuple(str(ip_address(part)) for part in given if part)
    except ValueError as error:
        raise UnreadableEnvironment(f"环境变量 YIMEN_TRUSTED_PROXIES 应是 IP 地址的列表：{error}。") from None


def _sms_url(source: Mapping[str, str]) -> str:
    text = _text(source, "YIMEN_SMS_URL")
    if text and not text.startswith(("http://", "https://")):
        raise UnreadableEnvironment(f"环境变量 YIMEN_SMS_URL 应以 http:// 或 https:// 开头，现在是“{text}”。")
    return text


def _public_url(source: Mapping[str, str], *, port: int) -> str:
    text = _text(source, "YIMEN_PUBLIC_URL") or f"http://127.0.0.1:{port}"
    if not text.startswith(("http://", "https://")):
        raise UnreadableEnvironment(
            f"环境变量 YIMEN_PUBLIC_URL 应以 http:// 或 https:// 开头，现在是“{text}”。"
        )
    return text.rstrip("/")
