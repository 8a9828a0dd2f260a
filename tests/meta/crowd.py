"""The shared world with as many rows of everything as a test asks for, written directly."""

import copy
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import F, Model
from django.test import Client
from django.utils import timezone

from tests.meta.questions import Belongings, make_belongings, noticed_no
from tests.meta.seal_questions import stamp
from tests.usecases.cases import benefit_journey, journey, village
from tests.usecases.catalog.adjusting.walks import listed_twice
from tests.usecases.catalog.test_partners import added as partner_service
from tests.world import CLERK, COUNTY, ID, ITEM_CODE, NOW, OWN_VERSION, RESIDENT, TOWNSHIP, VERSION, VILLAGE
from yimen.data.cases.models import (
    Case,
    CaseEvidence,
    CaseFile,
    CaseInterval,
    CaseMaterial,
    CasePaper,
    CasePublicity,
    CaseStep,
    Draft,
    DraftFile,
)
from yimen.data.catalog.models import CatalogueState, Delegation, Item, ItemVersion, Material
from yimen.data.documents.models import StoredFile
from yimen.data.feedback.models import RatingLink
from yimen.data.journal.models import Outbox
from yimen.data.orgs.models import Region, ServicePoint
from yimen.data.people.models import Account, Post
from yimen.data.seals.models import SealUse
from yimen.rules.cases import CaseState

M = TypeVar("M", bound=Model)


@dataclass(kw_only=True, slots=True)
class Crowd:
    """赵建国's belongings, a case for each desk, and how many rows of everything there are now."""

    his: Belongings
    reviewing: UUID
    deciding: UUID
    noticed_no: str
    seal_use: UUID
    posted: UUID
    linked_paper: str
    filed: UUID
    consent_token: str
    gateways: Any
    rows: int = 0

    @property
    def cases(self) -> tuple[Case, ...]:
        """The cases that pages are asked for."""
        asked = (self.his.case.pk, self.his.open_case.pk, self.reviewing, self.deciding, self.filed)
        return tuple(Case.objects.filter(pk__in=asked).order_by("case_no"))

    def grow(self, rows: int) -> None:
        """Add rows of everything until there are so many more than the world has."""
        for at in range(self.rows, rows):
            village = _add_places(at)
            _add_people(at, village)
            version, material = _add_items(at)
            self._add_to_draft(at, version, material)
            for case in self.cases:
                _add_to_case(at, case, material, self.his)
            _stop_clock(at, self.reviewing)
            _add_to_seal(at, self)
            _hang_again(at, self.posted)
            self.gateways.sms.send("13800000001", f"第 {at} 条短信。", NOW)
        CatalogueState.objects.update(version=F("version") + 1)
        self.rows = rows

    def _add_to_draft(self, at: int, version: ItemVersion, material: Material) -> None:
        draft = Draft.objects.get(pk=self.his.draft_id)
        _again(draft, f"draft:{at}", version=version)
        row = DraftFile.objects.select_related("file").get(file_id=self.his.draft_file_id)
        file = _again(row.file, f"draft-file:{at}")
        _again(row, f"draft-row:{at}", file=file, material=material)


def make_crowd(gateways: Any) -> Crowd:
    """The world with a case at every desk, and what 赵建国 has; still one row of each."""
    reviewing, deciding = journey.accepted(), journey.reviewed()
    posted = benefit_journey.posted()
    told = noticed_no()
    his = make_belongings()
    RatingLink.objects.update(expires_at=timezone.now() + timedelta(days=30))
    filed = village.filed(told=village.told(id_no=village.OLD_ID)).case_id
    journey.make_papers(NOW)
    number_and_code = {"number": his.case.case_no, "check_code": his.case.check_code}
    seal_use = stamp(his)
    # what a place publishes stands there from the beginning, so that its pages cost the same ever after
    listed_twice()
    for item in Item.objects.exclude(code=ITEM_CODE):
        _list(item)
    partner_service()
    page = Client().post("/track/", number_and_code).content.decode()
    link = re.search(r'href="(/papers/[^"]+key=[^"]+)"', page)
    assert link is not None
    return Crowd(
        his=his,
        reviewing=reviewing,
        deciding=deciding,
        noticed_no=told,
        seal_use=seal_use,
        posted=posted,
        linked_paper=link[1].replace("&amp;", "&"),
        filed=filed,
        consent_token=village.asked()[1],
        gateways=gateways,
    )


def _again(row: M, key: str, /, **changed: Any) -> M:
    """The same row once more, under an id of its own and with these columns changed."""
    fresh = copy.copy(row)
    fresh._state = copy.copy(row._state)
    for column, value in changed.items():
        setattr(fresh, column, value)
    fresh.pk = ID(key)
    fresh.save(force_insert=True)
    return fresh


def _add_places(at: int) -> Region:
    """A county, a township of 沧县 and a village of 旧州镇, each with its service point."""
    county = Region.objects.get(code="130921000000", valid_to=None)
    township = Region.objects.get(code=TOWNSHIP, valid_to=None)
    village = Region.objects.get(code=VILLAGE, valid_to=None)
    _again(county, f"county:{at}", code=f"1309{40 + at}000000", short_name=f"县{at}", name=f"县{at}")
    fresh_township = _again(township, f"township:{at}", code=f"130921{300 + at}000", short_name=f"乡{at}")
    center = ServicePoint.objects.get(region=township)
    _again(center, f"center:{at}", region=fresh_township, name=f"乡{at}行政综合服务中心")
    fresh_village = _again(village, f"village:{at}", code=f"130921100{300 + at}", short_name=f"村{at}")
    station = ServicePoint.objects.get(region=village)
    _again(station, f"station:{at}", region=fresh_village, name=f"村{at}综合服务站")
    return fresh_village


def _add_people(at: int, village: Region) -> None:
    """A sample clerk at the center, a sample resident, and one more post for the clerk of the world."""
    staff, resident = Account.objects.get(login_name="clerk"), Account.objects.get(pk=RESIDENT.account_id)
    post = Post.objects.get(pk=CLERK.post_id)
    fresh = _again(staff, f"staff:{at}", login_name=f"clerk{at}", name=f"工作人员{at}", sample=True)
    _again(post, f"post:{at}", account=fresh)
    _again(post, f"second-post:{at}", region=village, valid_from=date(2021, 1, 1))
    _again(resident, f"resident:{at}", phone=f"139{at:08d}", name=f"群众{at}", sample=True)


def _add_items(at: int) -> tuple[ItemVersion, Material]:
    """An item that the search for 林木 finds, and one more material of the item of the world.

    Codes go down: what is published in between gets the next one above.
    """
    base = ItemVersion.objects.select_related("item").get(pk=OWN_VERSION)
    item: Item = _again(base.item, f"item:{at}", code=f"CZ{2999 - at}", source_name=f"林木登记{at}")
    name = f"林木登记{at}"
    version = _again(base, f"version:{at}", item=item, name=name, short_name=name, neutral_name=name)
    _list(item)
    material = Material.objects.filter(version_id=VERSION).order_by("order")[0]
    more = _again(material, f"material:{at}", order=100 + at, name=f"其他材料{at}", required=False)
    return version, more


def _list(item: Item) -> None:
    """Put the item on the list of the township."""
    Delegation.objects.create(
        id=ID(f"listed:{item.code}"),
        county_code=COUNTY,
        item=item,
        unit_code=TOWNSHIP,
        level="TOWNSHIP",
        way="GRANTED",
        basis="依据",
        published_at=NOW,
    )


def _add_to_case(at: int, case: Case, material: Material, his: Belongings) -> None:
    """Another case like this one, and in this one a material with its file, a step, a paper, a text."""
    name = f"{at}:{case.pk}"
    serial = 9000 + at * 10 + int(case.case_no[-1])
    _again(case, f"case:{name}", case_no=f"{case.case_no[:-6]}{serial:06d}")
    row = CaseMaterial.objects.filter(case=case).order_by("order")[0]
    fresh = _again(row, f"case-material:{name}", material=material, order=100 + at, name=material.name)
    file = _again(StoredFile.objects.get(pk=his.case_file_id), f"case-file:{name}")
    CaseFile.objects.create(id=ID(f"file-row:{name}"), county_code=COUNTY, case_material=fresh, file=file)
    step = CaseStep.objects.filter(case=case).order_by("order")[0]
    post_id = ID(f"post:{at}")
    _again(step, f"step:{name}", order=100 + at, act="SEND_BACK", post_id=post_id, opinion=f"第 {at} 次。")
    if case.state != CaseState.SUBMITTED:
        issued = CasePaper.objects.select_related("paper").filter(case=case, paper__kind="RECEIPT")[0]
        number = f"{issued.paper.paper_no}之{at}"
        paper = _again(issued.paper, f"paper:{name}", serial=serial, paper_no=number)
        _again(issued, f"paper-row:{name}", paper=paper)
    text = Outbox.objects.filter(subject_id=case.pk)[0]
    _again(text, f"text:{name}")


def _stop_clock(at: int, case_id: UUID) -> None:
    """One more hearing, for a day (许可法 45)."""
    running = CaseInterval.objects.get(case_id=case_id, kind="RUN")
    day = running.started_on + timedelta(days=2 * at + 1)
    told = {"ground": "HEARING", "basis": "许可法 45", "document_no": f"告知 {at} 号"}
    _again(running, f"stop:{at}", kind="STOP", started_on=day, ended_on=day + timedelta(days=1), **told)


def _add_to_seal(at: int, crowd: Crowd) -> None:
    """One more notice that waits for the seal, and one more use of it on the decision."""
    issued = CasePaper.objects.select_related("paper").filter(
        case=crowd.his.case.pk, paper__kind="ACCEPTANCE"
    )[0]
    number = f"{issued.paper.paper_no}之{at}"
    paper = _again(issued.paper, f"waiting:{at}", serial=9000 + at, paper_no=number)
    _again(issued, f"waiting-row:{at}", paper=paper)
    use = SealUse.objects.get(pk=crowd.seal_use)
    _again(use, f"use:{at}", serial=use.serial + at + 1, purpose=f"补发第 {at} 次")


def _hang_again(at: int, case_id: UUID) -> None:
    """Another case whose sheet hangs in the village, and in this one a round, an objection and a photo."""
    case = Case.objects.get(pk=case_id)
    held = CasePublicity.objects.get(case_id=case_id, order=1)
    made = CaseStep.objects.get(case_id=case_id, act="ISSUE_PUBLICITY_SHEET")
    fresh = _again(case, f"posted:{at}", case_no=f"{case.case_no[:-6]}{7000 + at:06d}")
    _again(held, f"round-of:{at}", case=fresh)
    _again(made, f"made:{at}", case=fresh)
    said = {"at": made.at.isoformat(), "by": "", "text": f"第 {at} 条。", "handling": ""}
    _again(held, f"round:{at}", order=100 + at, objections=[said])
    photos = CaseEvidence.objects.select_related("file").filter(case_id=case_id, kind="POSTING_PHOTO")
    photo = photos.get(note="第 1 次公示")
    file = _again(photo.file, f"photo-file:{at}")
    _again(photo, f"photo:{at}", file=file, note=f"第 {100 + at} 次公示")
