"""One PAdES signature as a new revision of a PDF, by pyHanko; imported late, it takes half a second."""

import hashlib
from datetime import datetime
from io import BytesIO

from asn1crypto import x509 as asn1_x509  # type: ignore[import-untyped]
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.pdf_signer import PdfSigningSession

from yimen.gateways.signing.key_files import KeyPair

FIELD_NAME = "Signature1"
# Hexadecimal places kept for the signature: it needs about 2,000, and a fixed size keeps files alike.
_RESERVED = 4096


class _CachedKeySigner(Signer):
    """Signs on a key object that is already loaded; pyHanko's own reloads it each time."""

    def __init__(self, pair: KeyPair) -> None:
        # Only the signer's own certificate goes into the file: whoever checks it holds the root already.
        super().__init__(signing_cert=as_asn1(pair.certificate))
        self._key = pair.key

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:  # noqa: FBT001, FBT002, ARG002 - pyHanko's shape
        if digest_algorithm != "sha256":
            raise ValueError("papers are signed over SHA-256 only")
        return self._key.sign(data, ec.ECDSA(hashes.SHA256(), deterministic_signing=True))


class _RepeatableWriter(IncrementalPdfFileWriter):
    """Appends a revision without the machine's clock and without chance."""

    def __init__(self, pdf: bytes, at: datetime) -> None:
        super().__init__(BytesIO(pdf))
        # pyHanko draws the second half of /ID at random; ours follows from the content.
        seed = hashlib.sha256(pdf + at.isoformat().encode("ascii")).digest()
        self._document_id[1] = generic.ByteStringObject(seed[:16])

    def _update_meta(self) -> None:
        """Leave the typesetter's metadata alone: PDF/A wants /Info and XMP to agree, and time is `at`."""


class _TimedPdfSigner(PdfSigner):
    """Takes the time of signing from the caller, not from the machine."""

    def __init__(self, meta: PdfSignatureMetadata, signer: Signer, at: datetime) -> None:
        super().__init__(meta, signer, new_field_spec=SigFieldSpec(FIELD_NAME))
        self._at = at

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 - pyHanko's shape
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def add_signature(pdf: bytes, *, pair: KeyPair, organ_name: str, at: datetime, reason: str) -> bytes:
    """The file with a certifying signature; the same input gives the same bytes."""
    writer = _RepeatableWriter(pdf, at)
    meta = PdfSignatureMetadata(
        field_name=FIELD_NAME,
        md_algorithm="sha256",
        name=organ_name,
        reason=reason,
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    signer = _TimedPdfSigner(meta, _CachedKeySigner(pair), at)
    output: BytesIO = signer.sign_pdf(writer, bytes_reserved=_RESERVED)
    return output.getvalue()


def as_asn1(certificate: x509.Certificate) -> asn1_x509.Certificate:
    """The certificate as pyHanko wants it."""
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))
