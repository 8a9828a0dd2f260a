"""The hasher of passwords with little work: what guards a stolen table costs each test half a second."""

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class QuickHasher(PBKDF2PasswordHasher):
    """As the product's, with a thousandth of the rounds; installations that tests start use the product's."""

    iterations = 1000
