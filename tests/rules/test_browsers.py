"""What a browser says of itself in words, and addresses without the last part."""

import datetime as dt

import pytest

from yimen.rules.browsers import browser_family, mask_address, quarter_hour, system_family

_WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36"
_ANDROID = "Mozilla/5.0 (Linux; Android 14; V2309A) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36"
_IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_2 like Mac OS X) AppleWebKit/605.1.15 Version/17.2 Safari/604.1"
)


@pytest.mark.parametrize(
    ("agent", "browser", "system"),
    [
        (_WINDOWS, "Chrome", "Windows"),
        (_WINDOWS + " Edg/120.0", "Edge", "Windows"),
        (_WINDOWS + " QIHU 360SE", "360浏览器", "Windows"),
        (_ANDROID, "Chrome", "安卓"),
        (_ANDROID + " MicroMessenger/8.0.44", "微信", "安卓"),
        (_ANDROID + " HuaweiBrowser/14.0", "华为浏览器", "安卓"),
        (_IPHONE, "Safari", "iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0", "Firefox", "Linux"),
        ("Mozilla/5.0 (Windows NT 6.1; Trident/7.0; rv:11.0) like Gecko", "Internet Explorer", "Windows"),
        ("curl/8.5.0", "其他浏览器", "其他系统"),
        ("", "其他浏览器", "其他系统"),
        ("x" * 100_000 + "Firefox/", "其他浏览器", "其他系统"),
    ],
)
def test_a_browser_is_named_by_its_family(agent: str, browser: str, system: str) -> None:
    assert (browser_family(agent), system_family(agent)) == (browser, system)


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("192.0.2.7", "192.0.2.*"),
        ("2001:db8:1:2::7", "2001:db8:1:*"),
        ("::ffff:192.0.2.7", "192.0.2.*"),
        ("::1", "0:0:0:*"),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_an_address_loses_what_names_one_computer(address: str, masked: str) -> None:
    assert mask_address(address) == masked


def test_a_moment_is_known_to_the_quarter_of_an_hour() -> None:
    moment = dt.datetime(2026, 11, 16, 10, 44, 59, 999, tzinfo=dt.UTC)
    assert quarter_hour(moment) == dt.datetime(2026, 11, 16, 10, 30, tzinfo=dt.UTC)
