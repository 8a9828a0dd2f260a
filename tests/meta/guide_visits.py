"""How the pages of guides are visited."""

from tests.meta.crowd import Crowd
from tests.meta.visit import Visit
from tests.usecases.documents.item_forms import FORM, kept_form
from tests.world import CITY_OFFICER, ID, ITEM_CODE, NOW, VERSION, VILLAGE
from yimen.data.catalog.models import ItemVersion
from yimen.data.documents.models import ItemFile


def _guide(part: str) -> str:
    return f"/items/{ITEM_CODE}/{part}"


def _file(_: object) -> str:
    if not ItemFile.objects.filter(pk=FORM).exists():
        kept_form(actor=CITY_OFFICER)
    return _guide(f"files/{FORM}/")


def grown_versions(crowd: Crowd) -> None:
    """As many ended versions of the item as there are rows of everything."""
    while (known := ItemVersion.objects.filter(item__code=ITEM_CODE).count()) <= crowd.rows:
        row = ItemVersion.objects.get(pk=VERSION)
        row.pk, row.number, row.superseded_at = ID(f"ended-version:{known}"), 100 + known, NOW
        row.save(force_insert=True)


def _versions(crowd: Crowd) -> str:
    grown_versions(crowd)
    return _guide("versions/")


VISITS = {
    "portal:life": (Visit(url=lambda _: "/life/"),),
    "portal:life_topic": (Visit(url=lambda _: "/life/farm/", grows=True),),
    "portal:take_along": (Visit(url=lambda _: _guide("take-along/"), village=VILLAGE, grows=True),),
    "portal:take_along_pdf": (Visit(url=lambda _: _guide("take-along.pdf"), village=VILLAGE, grows=True),),
    "portal:guide_versions": (Visit(url=_versions, grows=True),),
    "portal:guide_version": (Visit(url=lambda _: _guide("versions/1/"), grows=True),),
    # before a version names it, only the office that brought it sees it
    "portal:item_file": (Visit(url=_file, who=CITY_OFFICER),),
}
