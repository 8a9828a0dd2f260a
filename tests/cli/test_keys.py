"""`yimen keys`: the operator lists certificates, makes a new one, stops one."""

import argparse

import pytest

from tests.usecases.documents.papers import issue, make_file
from yimen.cli import keys
from yimen.data.documents.models import StoppedCertificate
from yimen.gateways.installed import Gateways

pytestmark = pytest.mark.usefixtures("real_db")


def _run(*words: str) -> int:
    parser = argparse.ArgumentParser()
    keys.add_arguments(parser)
    return keys.run(parser.parse_args(words))


def test_before_the_first_paper_there_is_none(capsys: pytest.CaptureFixture[str]) -> None:
    assert _run("list") == 0
    assert capsys.readouterr().out == "还没有签名证书：第一份文书签发时自动生成。\n"


def test_a_certificate_is_listed_renewed_and_stopped(
    capsys: pytest.CaptureFixture[str], gateways: Gateways
) -> None:
    make_file(issue().pk)
    first = gateways.signer.list_certificates()[0]
    _run("list")
    told = capsys.readouterr().out
    assert all(words in told for words in ("沧县旧州镇人民政府", first.serial, first.sha256, "可用"))
    assert _run("renew", first.serial.upper()) == 0
    assert gateways.signer.list_certificates()[1].serial in capsys.readouterr().out
    assert _run("revoke", first.serial, "--ground", "key-exposed", "--since", "2026-11-20T08:00") == 0
    assert "已停用序列号" in capsys.readouterr().out
    row = StoppedCertificate.objects.get()
    assert (row.serial, row.ground, row.since.isoformat()) == (
        first.serial,
        "KEY_EXPOSED",
        "2026-11-20T00:00:00+00:00",
    )
    _run("list")
    assert "已停用，自 2026-11-20 08:00 起：密钥可能泄露" in capsys.readouterr().out


def test_a_stop_needs_its_ground() -> None:
    with pytest.raises(SystemExit) as ended:
        _run("revoke", "abc")
    assert ended.value.code == 2
