"""In which counties a resident has something, so that queries of cases can name the county."""

from uuid import UUID

from yimen.data.people.models import Account


def counties_of(account_id: UUID) -> tuple[str, ...]:
    """The counties of an account's drafts and cases, one statement; none for an unknown account."""
    found = Account.objects.filter(pk=account_id).values_list("county_codes", flat=True).first()
    return tuple(found or ())


def note_county(account: Account, county_code: str) -> None:
    """Remember a county for an account whose row the caller has locked; a known one costs nothing."""
    if county_code in account.county_codes:
        return
    account.county_codes = [*account.county_codes, county_code]
    account.save(update_fields=["county_codes"])
