"""What a browser says of itself, and an address, in words that the owner of an account recognizes."""

import datetime as dt
import ipaddress
import re

from yimen.rules.errors import N_

# The first that fits counts: nearly every browser also calls itself Chrome and Safari.
_BROWSERS: tuple[tuple[str, str], ...] = (
    (r"MicroMessenger", N_("微信")),
    (r"DingTalk", N_("钉钉")),
    (r"QQBrowser", N_("QQ浏览器")),
    (r"UCBrowser|UBrowser", N_("UC浏览器")),
    (r"HuaweiBrowser", N_("华为浏览器")),
    (r"MiuiBrowser", N_("小米浏览器")),
    (r"QIHU|360SE|360EE", N_("360浏览器")),
    (r"Edg(?:e|A|iOS)?/", "Edge"),
    (r"OPR/|Opera", "Opera"),
    (r"Firefox/|FxiOS/", "Firefox"),
    (r"Chrome/|CriOS/|Chromium", "Chrome"),
    (r"Trident/|MSIE ", "Internet Explorer"),
    (r"Safari/", "Safari"),
)
_SYSTEMS: tuple[tuple[str, str], ...] = (
    (r"HarmonyOS|OpenHarmony", "鸿蒙"),
    (r"Android", N_("安卓")),
    (r"iPhone|iPod", "iPhone"),
    (r"iPad", "iPad"),
    (r"Windows", "Windows"),
    (r"Mac OS X|Macintosh", "macOS"),
    (r"CrOS", "ChromeOS"),
    (r"Linux|X11", "Linux"),
)
_UNKNOWN_BROWSER = N_("其他浏览器")
_UNKNOWN_SYSTEM = N_("其他系统")
_LONGEST_HEADER = 500
_QUARTER = 15


def browser_family(header: str) -> str:
    """The family of a browser by its User-Agent; versions are left out, and nothing of it is believed."""
    return _first(_BROWSERS, header, _UNKNOWN_BROWSER)


def system_family(header: str) -> str:
    """The system on which the browser runs, by its User-Agent."""
    return _first(_SYSTEMS, header, _UNKNOWN_SYSTEM)


def _first(table: tuple[tuple[str, str], ...], header: str, otherwise: str) -> str:
    short = header[:_LONGEST_HEADER]
    return next((words for pattern, words in table if re.search(pattern, short)), otherwise)


def mask_address(address: str) -> str:
    """An address without the part that names one computer: 192.0.2.*, or the first 48 bits of IPv6.

    Empty for what is no address.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped is not None:
            return mask_address(str(parsed.ipv4_mapped))
        groups = parsed.exploded.split(":")[:3]
        return ":".join(f"{int(group, 16):x}" for group in groups) + ":*"
    return str(parsed).rpartition(".")[0] + ".*"


def quarter_hour(moment: dt.datetime) -> dt.datetime:
    """The beginning of the quarter of an hour in which a moment lies."""
    return moment.replace(minute=moment.minute // _QUARTER * _QUARTER, second=0, microsecond=0)
