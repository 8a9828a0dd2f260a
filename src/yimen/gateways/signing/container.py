"""The one form of CMS container (RFC 5652) that our signer writes, built anew for comparing."""

from asn1crypto import cms  # type: ignore[import-untyped]
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature


def canonical_container(signature: EmbeddedPdfSignature) -> bytes:
    """The DER bytes that these signed attributes, this certificate and this signature value must give."""
    leaf = signature.signer_cert
    signer = signature.signer_info
    digest = cms.DigestAlgorithm({"algorithm": "sha256"})
    signer_info = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                name="issuer_and_serial_number",
                value=cms.IssuerAndSerialNumber({"issuer": leaf.issuer, "serial_number": leaf.serial_number}),
            ),
            "digest_algorithm": digest,
            "signed_attrs": signer["signed_attrs"],
            "signature_algorithm": cms.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": signer["signature"].native,
        }
    )
    signed_data = cms.SignedData(
        {
            "version": "v1",
            "digest_algorithms": [digest],
            "encap_content_info": {"content_type": "data"},
            "certificates": [cms.CertificateChoices(name="certificate", value=leaf)],
            "signer_infos": [signer_info],
        }
    )
    container: bytes = cms.ContentInfo({"content_type": "signed_data", "content": signed_data}).dump()
    return container
