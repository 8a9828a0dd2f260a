"""Signing papers (PAdES) and journal roots: the contract, the real signer and its fake."""

from yimen.gateways.signing.contract import (
    BytesSignature,
    OrganCertificate,
    SignatureStatus,
    SignatureTrace,
    SignatureVerdict,
    Signer,
)
from yimen.gateways.signing.memory import MemorySigner
from yimen.gateways.signing.pades import PadesSigner

__all__ = [
    "BytesSignature",
    "MemorySigner",
    "OrganCertificate",
    "PadesSigner",
    "SignatureStatus",
    "SignatureTrace",
    "SignatureVerdict",
    "Signer",
]
