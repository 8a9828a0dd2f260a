"""The certificates of an instance: its own root, a key for the journal, one key per organ."""

import hashlib
import re
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from yimen.gateways.signing.contract import OrganCertificate
from yimen.gateways.signing.key_files import KeyFolder, KeyPair

# Fixed dates instead of "now": checking a paper never depends on the day it is checked (0004).
_VALID_FROM = datetime(2020, 1, 1, tzinfo=UTC)
_VALID_UNTIL = datetime(2049, 12, 31, tzinfo=UTC)

_ROOT_SUBJECT = "一门内部防篡改签注根证书"
_JOURNAL_SUBJECT = "一门流水账签注"
_SUBJECT_LIMIT = 64  # RFC 5280, upper bound of an organization's name, in characters
_COMMON_NAME_BYTES = 64  # the library counts the common name in bytes: 21 Chinese signs
_PLAIN_ID = re.compile(r"[A-Za-z0-9-]{1,64}")
_FILE_NAME = re.compile(
    r"organ-(?P<id>[A-Za-z0-9-]{1,64})-(?P<digest>[0-9a-f]{12})(?:-g(?P<generation>\d+))?"
)


def root_pair(folder: KeyFolder) -> KeyPair:
    """The self-signed root (P-256), made at first use."""
    return folder.load_or_make("root", _make_root)


def journal_pair(folder: KeyFolder) -> KeyPair:
    """The key that signs the journal's Merkle roots, issued under the root."""
    return folder.load_or_make("journal", lambda: _make_leaf(root_pair(folder), _JOURNAL_SUBJECT, "journal"))


def organ_pair(folder: KeyFolder, organ_id: str, organ_name: str, generation: int = 1) -> KeyPair:
    """The key of one organ under its present name; a renamed organ gets a new one, old papers keep theirs."""
    name = organ_file_name(organ_id, organ_name, generation)
    return folder.load_or_make(name, lambda: _make_leaf(root_pair(folder), organ_name, name))


def newest_generation(folder: KeyFolder, organ_id: str, organ_name: str) -> int:
    """The number of the organ's newest key, 1 where it has none yet."""
    generation = 1
    while folder.has(organ_file_name(organ_id, organ_name, generation + 1)):
        generation += 1
    return generation


def organ_certificates(folder: KeyFolder) -> tuple[OrganCertificate, ...]:
    """The certificates of all organs, by the names of their files."""
    found = []
    for name in folder.names("organ-"):
        parts = _FILE_NAME.fullmatch(name)
        if parts is not None:
            found.append((parts["id"], parts["digest"], int(parts["generation"] or 1), name))
    return tuple(described(each[0], folder.certificate(each[-1])) for each in sorted(found))


def described(organ_id: str, certificate: x509.Certificate) -> OrganCertificate:
    """A certificate as people compare it."""
    (name,) = certificate.subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)
    return OrganCertificate(
        organ_id=organ_id,
        organ_name=str(name.value),
        serial=serial_of(certificate),
        sha256=certificate.fingerprint(hashes.SHA256()).hex(),
    )


def serial_of(certificate: x509.Certificate) -> str:
    """The serial number in hexadecimal."""
    return f"{certificate.serial_number:x}"


def organ_file_name(organ_id: str, organ_name: str, generation: int = 1) -> str:
    """The name of an organ's key file: its id, a digest of its name, from the second key on its number."""
    if not _PLAIN_ID.fullmatch(organ_id):
        raise ValueError("an organ's id has letters, digits and hyphens only")
    if not organ_name or len(organ_name) > _SUBJECT_LIMIT:
        raise ValueError(f"an organ's name has 1 to {_SUBJECT_LIMIT} characters")
    name = f"organ-{organ_id}-{hashlib.sha256(organ_name.encode('utf-8')).hexdigest()[:12]}"
    return name if generation == 1 else f"{name}-g{generation}"


def _make_root() -> KeyPair:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = _name(_ROOT_SUBJECT)
    certificate = (
        _certificate(subject, subject, key.public_key(), x509.random_serial_number())
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(signs_certificates=True), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return KeyPair(key=key, certificate=certificate)


def _make_leaf(root: KeyPair, subject: str, seed: str) -> KeyPair:
    key = ec.generate_private_key(ec.SECP256R1())
    # The serial follows from what the key is for, so that the same organ is told by the same number.
    serial = int.from_bytes(hashlib.sha256(seed.encode("utf-8")).digest()[:16]) >> 1
    issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(root.key.public_key())
    certificate = (
        _certificate(root.certificate.subject, _name(subject), key.public_key(), serial)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(signs_certificates=False), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(issuer_key, critical=False)
        .sign(root.key, hashes.SHA256())
    )
    return KeyPair(key=key, certificate=certificate)


def _name(subject: str) -> x509.Name:
    # The whole name stands as the organization; other programs show the common name, cut where it must be.
    common_name = subject.encode("utf-8")[:_COMMON_NAME_BYTES].decode("utf-8", errors="ignore")
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, subject),
            x509.NameAttribute(NameOID.COMMON_NAME, common_name),
        ]
    )


def _certificate(
    issuer: x509.Name, subject: x509.Name, public_key: ec.EllipticCurvePublicKey, serial: int
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .issuer_name(issuer)
        .subject_name(subject)
        .public_key(public_key)
        .serial_number(serial)
        .not_valid_before(_VALID_FROM)
        .not_valid_after(_VALID_UNTIL)
    )


def _usage(*, signs_certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not signs_certificates,
        content_commitment=not signs_certificates,
        key_cert_sign=signs_certificates,
        crl_sign=signs_certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
