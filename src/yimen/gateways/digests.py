"""SM3 digests for the journal, the state's own hash (GB/T 32905-2016)."""

from cryptography.hazmat.primitives import hashes, hmac


def sm3(data: bytes) -> bytes:
    """The 32-byte SM3 digest of `data`."""
    digest = hashes.Hash(hashes.SM3())
    digest.update(data)
    return digest.finalize()


def sm3_hex(data: bytes) -> str:
    """The SM3 digest of `data` as 64 lower-case hexadecimal digits."""
    return sm3(data).hex()


def salted_digest(salt: bytes, value: str) -> str:
    """HMAC-SM3 of a personal value under `salt`, as 64 hexadecimal digits.

    The journal keeps this instead of the value: while the salt lives a value can be checked
    against it, and once the salt is erased nobody can guess an 18-digit ID from its digest.
    A salt shorter than 16 bytes is a bug and raises ValueError.
    """
    if len(salt) < 16:
        raise ValueError("a salt needs at least 16 bytes")
    mac = hmac.HMAC(salt, hashes.SM3())
    mac.update(value.encode("utf-8"))
    return mac.finalize().hex()
