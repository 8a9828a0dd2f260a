"""A password hasher that counts its work."""

from django.contrib.auth.hashers import MD5PasswordHasher


class CountingHasher(MD5PasswordHasher):
    """Fast, and remembers how often it digested a password."""

    algorithm = "counting"
    count = 0

    def encode(self, password: str, salt: str) -> str:
        """Digest and count."""
        type(self).count += 1
        return super().encode(password, salt)
