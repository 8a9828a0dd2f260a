"""Cookies and headers that depend on https."""

from yimen.config.security import transport_of


def test_over_https_cookies_belong_to_this_host_alone() -> None:
    told = transport_of("https://zwfw.example.cn:8443/door")
    assert told.secure
    assert (told.session_cookie, told.csrf_cookie) == ("__Host-yimen_session", "__Host-yimen_csrf")
    assert told.trusted_origins == ("https://zwfw.example.cn:8443",)
    assert told.hsts_seconds == 31_536_000


def test_on_the_own_machine_without_https_nothing_is_demanded_that_would_lock_everybody_out() -> None:
    told = transport_of("http://127.0.0.1:8000")
    assert not told.secure
    assert (told.session_cookie, told.csrf_cookie) == ("yimen_session", "yimen_csrf")
    assert told.trusted_origins == ()
    assert told.hsts_seconds == 0
