"""How Hypothesis searches: the same cases every time here, many free ones with --hypothesis-profile=deep."""

from hypothesis import settings

settings.register_profile("house", database=None, deadline=None, derandomize=True, max_examples=60)
settings.register_profile("deep", database=None, deadline=None, max_examples=2000)

if settings.get_current_profile_name() not in {"house", "deep"}:
    settings.load_profile("house")
