"""Keys are made once, lie sealed, and open only where they belong."""

import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from cryptography import x509

from tests.gateways.papers import LONG_ORGAN, SHORT_ORGAN
from yimen.gateways.signing import BytesSignature, MemorySigner, PadesSigner, Signer
from yimen.gateways.signing.certificates import journal_pair, organ_pair, root_pair
from yimen.gateways.signing.key_files import KeyFolder, KeyUnreadable


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    """A place for keys that is not there yet."""
    return tmp_path / "keys"


def _common_name(certificate: x509.Certificate) -> str:
    (name,) = certificate.subject.get_attributes_for_oid(x509.NameOID.COMMON_NAME)
    return str(name.value)


def test_keys_are_for_their_owner_only_and_never_in_the_clear(keys: Path) -> None:
    PadesSigner(keys).sign_bytes(b"root")
    assert stat.S_IMODE(keys.stat().st_mode) == 0o700
    files = sorted(keys.iterdir())
    assert [path.name for path in files] == ["journal.json", "kek", "root.json"]
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}
    assert all(b"PRIVATE KEY" not in path.read_bytes() for path in files)


def test_the_same_key_comes_back(keys: Path) -> None:
    first = organ_pair(KeyFolder(keys), "7", SHORT_ORGAN)
    again = organ_pair(KeyFolder(keys), "7", SHORT_ORGAN)
    assert first.certificate == again.certificate
    assert _common_name(first.certificate) == SHORT_ORGAN


def test_an_organ_s_certificate_is_issued_by_the_root_and_may_not_issue_others(keys: Path) -> None:
    folder = KeyFolder(keys)
    leaf, root = organ_pair(folder, "7", LONG_ORGAN).certificate, root_pair(folder).certificate
    leaf.verify_directly_issued_by(root)
    assert leaf.extensions.get_extension_for_class(x509.BasicConstraints).value.ca is False
    assert root.extensions.get_extension_for_class(x509.BasicConstraints).value.path_length == 0


def test_a_renamed_organ_gets_another_key_and_the_serial_follows_the_organ(
    keys: Path, tmp_path: Path
) -> None:
    folder = KeyFolder(keys)
    old = organ_pair(folder, "7", "沧县旧州乡人民政府").certificate
    new = organ_pair(folder, "7", SHORT_ORGAN).certificate
    elsewhere = organ_pair(KeyFolder(tmp_path / "other"), "7", SHORT_ORGAN).certificate
    assert old.serial_number != new.serial_number
    assert old.public_key() != new.public_key()
    assert new.serial_number == elsewhere.serial_number
    assert new.public_key() != elsewhere.public_key()


@pytest.mark.parametrize("organ_id", ["../root", "", "a/b", "x" * 65])
def test_an_organ_id_that_could_leave_the_folder_is_refused(keys: Path, organ_id: str) -> None:
    with pytest.raises(ValueError, match="id"):
        organ_pair(KeyFolder(keys), organ_id, SHORT_ORGAN)


def test_racing_threads_agree_on_one_root(keys: Path) -> None:
    found: list[bytes] = []
    start = threading.Barrier(8)

    def work() -> None:
        start.wait()
        found.append(PadesSigner(keys).root_certificate_pem())

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 1
    assert sorted(path.name for path in keys.iterdir()) == ["kek", "root.json"]


def test_racing_processes_agree_on_one_root(keys: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from yimen.gateways.signing import PadesSigner;"
        "sys.stdout.write(PadesSigner(Path(sys.argv[1])).root_certificate_pem().decode())"
    )
    source = str(Path(__file__).parents[2] / "src")
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program, str(keys)], stdout=subprocess.PIPE, env={"PYTHONPATH": source}
        )
        for _ in range(3)
    ]
    told = {process.communicate()[0] for process in running}
    assert len(told) == 1
    assert told.pop().startswith(b"-----BEGIN CERTIFICATE-----")


def test_a_key_opens_only_with_its_own_key_encryption_key(keys: Path) -> None:
    root_pair(KeyFolder(keys))
    (keys / "kek").write_bytes(b"another sixteen!")
    with pytest.raises(KeyUnreadable, match="root"):
        root_pair(KeyFolder(keys))


def test_a_key_file_moved_under_another_name_does_not_open(keys: Path) -> None:
    folder = KeyFolder(keys)
    root_pair(folder)
    journal_pair(folder)
    (keys / "root.json").write_bytes((keys / "journal.json").read_bytes())
    with pytest.raises(KeyUnreadable):
        root_pair(KeyFolder(keys))


@pytest.mark.parametrize("real", [True, False])
def test_bytes_are_signed_and_one_changed_byte_shows(keys: Path, *, real: bool) -> None:
    signer: Signer = PadesSigner(keys) if real else MemorySigner()
    made = signer.sign_bytes(b"merkle root")
    assert signer.verify_bytes(b"merkle root", made.signature, made.key_id)
    assert not signer.verify_bytes(b"merkle roof", made.signature, made.key_id)
    assert not signer.verify_bytes(b"merkle root", made.signature[:-1], made.key_id)
    assert not signer.verify_bytes(b"merkle root", made.signature, "unknown")
    assert not signer.verify_bytes(b"merkle root", b"", made.key_id)


def test_signing_bytes_again_gives_the_same_signature_after_a_restart(keys: Path) -> None:
    made: list[BytesSignature] = [PadesSigner(keys).sign_bytes(b"merkle root") for _ in range(2)]
    assert made[0] == made[1]


def test_another_place_s_signature_is_not_ours(keys: Path, tmp_path: Path) -> None:
    theirs = PadesSigner(tmp_path / "theirs").sign_bytes(b"merkle root")
    ours = PadesSigner(keys)
    assert not ours.verify_bytes(b"merkle root", theirs.signature, theirs.key_id)
    assert not ours.verify_bytes(b"merkle root", theirs.signature, ours.sign_bytes(b"").key_id)
