"""The tables of this noun: items and their versions, the lists that places publish."""

from yimen.data.catalog.models.finding import SearchMiss, SearchWord
from yimen.data.catalog.models.hanging import Hanging
from yimen.data.catalog.models.items import CatalogueState, Item, ItemVersion, Material
from yimen.data.catalog.models.lists import Adjustment, Delegation, ItemDraft, ListEdition
from yimen.data.catalog.models.oversight import OversightRule
from yimen.data.catalog.models.partners import PartnerService
from yimen.data.catalog.models.sheets import ColumnMapping, SheetImport, SheetRow, SheetUpload

__all__ = [
    "Adjustment",
    "CatalogueState",
    "ColumnMapping",
    "Delegation",
    "Hanging",
    "Item",
    "ItemDraft",
    "ItemVersion",
    "ListEdition",
    "Material",
    "OversightRule",
    "PartnerService",
    "SearchMiss",
    "SearchWord",
    "SheetImport",
    "SheetRow",
    "SheetUpload",
]
