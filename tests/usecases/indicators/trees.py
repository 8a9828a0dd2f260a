"""Random trees of regions in which units open, end, get other codes and move, with what lies in them."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import uuid4

from tests.world import ID, VERSION
from yimen.data.cases.models import Case
from yimen.data.orgs.models import Region, ServicePoint
from yimen.data.places.models import StandardVerdict
from yimen.rules.standards import Standard

SINCE = date(2025, 1, 1)
COUNTIES = ("130981", "130982")


STEPS = (
    "open_one",
    "move_village",
    "merge_village",
    "close_village",
    "judge",
    "judge",
    "judge",
    "take_in",
    "take_in",
    "take_in",
    "end_case",
    "end_case",
    "pass_days",
)


@dataclass
class Tree:
    """Two counties of a made-up kind; `now` runs on as things happen."""

    rng: Random
    today: date = date(2025, 6, 10)
    number: int = 0
    regions: list[Region] = field(default_factory=list)

    def plant(self) -> None:
        """Both counties, two townships each, two villages each."""
        city = Region.objects.get(code="130900000000")
        for code in COUNTIES:
            county = self._region(f"{code}000000", city, "COUNTY")
            for _ in range(2):
                township = self.open_township(county)
                for _ in range(2):
                    self.open_village(township)

    def open_township(self, county: Region) -> Region:
        """A new township with its center."""
        self.number += 1
        return self._with_point(f"{county.code[:6]}{100 + self.number:03d}000", county, "TOWNSHIP")

    def open_village(self, township: Region) -> Region:
        """A new village with its station."""
        self.number += 1
        return self._with_point(f"{township.code[:9]}{200 + self.number:03d}", township, "VILLAGE")

    def move_village(self) -> None:
        """A village gets another code, under any township: what is known of it goes along."""
        old, township = self._one("VILLAGE"), self._one("TOWNSHIP")
        self._next_day(old)
        self.number += 1
        new = self._region(f"{township.code[:9]}{200 + self.number:03d}", township, "VILLAGE")
        self._end(old, new)
        ServicePoint.objects.filter(region=old).update(region=new, county_code=new.code[:6])

    def merge_village(self) -> None:
        """A village ends in another one, and its station with it."""
        old, other = self._one("VILLAGE"), self._one("VILLAGE")
        if old != other:
            self._end(old, other)

    def close_village(self) -> None:
        """A village ends, and nothing follows it."""
        self._end(self._one("VILLAGE"), None)

    def judge(self) -> None:
        """Somebody looks at a place: what was said of it before ends."""
        point = ServicePoint.objects.get(region=self._one(self.rng.choice(("TOWNSHIP", "VILLAGE"))))
        standard = self.rng.choice((Standard.AREA, Standard.NETWORK)).value
        rows = StandardVerdict.objects.filter(point=point, standard=standard, until=None)
        rows.update(until=self.now)
        verdict = self.rng.choice(("MET", "EXPLAINED", "NOT_MET", "LAPSED", ""))
        if verdict:
            StandardVerdict.objects.create(
                id=uuid4(),
                county_code=point.county_code,
                point=point,
                region_code=point.region.code,
                is_center=point.kind == "CENTER",
                standard=standard,
                verdict=verdict,
                reason="",
                since=self.now,
            )

    def take_in(self) -> None:
        """A case of a village."""
        village = self._one("VILLAGE")
        self.number += 1
        Case.objects.create(
            id=uuid4(),
            county_code=village.code[:6],
            case_no=f"{village.code[:6]}-{self.number}",
            check_code="ABCD2345",
            version_id=VERSION,
            family="PERMIT",
            state="REVIEWING",
            organ_id=ID("organ:jiuzhou"),
            township_code=f"{village.code[:9]}000",
            village=village,
            channel=self.rng.choice(("ONLINE", "COUNTER")),
            applicant_name="赵示例",
            applicant_id_no="11010519491231002X",
            applicant_phone="13800000001",
            received_at=self.now,
            accepted_on=self.today,
            promised_due=self.today + timedelta(days=self.rng.randrange(40)),
        )

    def end_case(self) -> None:
        """An open case is closed, wherever its village is by now; or a closed one opened again."""
        case = self._any_case()
        if case is None:
            return
        if case.closed_at is None:
            case.decided_at = case.closed_at = self.now
            case.state = "CLOSED"
        else:
            case.closed_at = None
            case.state = "GRANTED"
        case.save()

    def pass_days(self) -> None:
        """Up to seven weeks go by."""
        self.today += timedelta(days=self.rng.randrange(1, 50))

    @property
    def now(self) -> datetime:
        """Noon of the day, in Beijing 20:00."""
        return datetime(self.today.year, self.today.month, self.today.day, 12, tzinfo=UTC)

    def codes(self, level: str) -> list[str]:
        """All codes that units of a level ever had in the two counties."""
        return [each.code for each in self.regions if each.level == level]

    def _any_case(self) -> Case | None:
        rows = list(Case.objects.filter(county_code__in=COUNTIES).order_by("case_no"))
        return self.rng.choice(rows) if rows else None

    def _one(self, level: str) -> Region:
        rows = [each for each in self.regions if each.level == level and each.valid_to is None]
        return self.rng.choice(rows) if len(rows) > 1 else self._open(level)

    def open_one(self) -> None:
        """One more township or village."""
        self._open(self.rng.choice(("TOWNSHIP", "VILLAGE")))

    def _open(self, level: str) -> Region:
        above = "COUNTY" if level == "TOWNSHIP" else "TOWNSHIP"
        unit = self.rng.choice([each for each in self.regions if each.level == above])
        return self.open_township(unit) if level == "TOWNSHIP" else self.open_village(unit)

    def _end(self, old: Region, new: Region | None) -> None:
        self._next_day(old)
        old.valid_to, old.successor = self.today, new
        old.save()

    def _next_day(self, old: Region) -> None:
        """No unit ends on the day of its beginning."""
        if old.valid_from >= self.today:
            self.today = old.valid_from + timedelta(days=1)

    def _with_point(self, code: str, above: Region, level: str) -> Region:
        region = self._region(code, above, level)
        ServicePoint.objects.create(
            id=uuid4(),
            county_code=code[:6],
            region=region,
            kind="CENTER" if level == "TOWNSHIP" else "STATION",
            name=region.name,
            pinyin="",
        )
        return region

    def _region(self, code: str, above: Region, level: str) -> Region:
        region = Region.objects.create(
            id=uuid4(),
            code=code,
            parent=above,
            name=f"示例{code}",
            short_name=f"示例{code[6:]}",
            pinyin="",
            level=level,
            kind=level,
            valid_from=self.today if self.regions else SINCE,
        )
        self.regions.append(region)
        return region
