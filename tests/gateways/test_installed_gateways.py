"""The one place that says which gateways a process uses."""

from yimen.gateways.installed import fakes, install, installed


def test_what_was_installed_is_what_is_used() -> None:
    chosen = fakes()
    install(chosen)
    assert installed() is chosen


def test_each_set_of_fakes_starts_empty() -> None:
    used = fakes()
    used.queue.enqueue("issue_paper", paper_id="1")
    used.files.put([b"bytes"])
    assert list(fakes().files.list_all()) == []
