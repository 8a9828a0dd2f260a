"""How the in-memory index compares with a scan over names, in one run: ratios, and who finds what."""

import sys
import time
from collections.abc import Callable
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src"
sys.path.insert(0, str(SOURCE))

from yimen.gateways.pinyin import initials, syllables  # noqa: E402
from yimen.rules.catalog import read_items, short_name  # noqa: E402
from yimen.rules.search import Index, SearchDoc, build_index, parse_synonyms, search  # noqa: E402

SEED = SOURCE / "yimen/data/catalog/seed"
# What people type, and the item that they mean.
MEANT = {
    "砍树": "林木采伐许可证核发",
    "lmcf": "林木采伐许可证核发",
    "盖房": "农村村民宅基地审批",
    "zjd": "农村村民宅基地审批",
    "低保": "最低生活保障对象认定",
    "养老金怎么领": "城乡居民基本养老保险待遇申领",
    "开小卖部": "个体工商户设立登记",
    "残疾证": "残疾人证新办",
    "报销": "门诊费用报销",
    "宅基地": "农村村民宅基地审批",
}
ROUNDS = 50
COPIES = 40


def seconds(act: Callable[[str], object]) -> float:
    """The least time that all queries took together in a few rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        began = time.perf_counter()
        for query in MEANT:
            act(query)
        best = min(best, time.perf_counter() - began)
    return best


def scan(names: list[str], query: str) -> list[str]:
    """What `name LIKE '%query%'` does."""
    return [name for name in names if query in name]


def make_index(names: list[str]) -> Index:
    """The index over these names, keyed by their place."""
    synonyms = parse_synonyms((SEED / "synonyms.tsv").read_text(encoding="utf-8"))
    docs = [
        SearchDoc(key=f"{at:06d}", name=name, pinyin=syllables(name), initials=initials(name))
        for at, name in enumerate(names)
    ]
    return build_index(docs, synonyms=synonyms)


def main() -> None:
    """Print the ratios."""
    rows = read_items((SEED / "items.tsv").read_text(encoding="utf-8"))
    names = [short_name(row.name) for row in rows]
    index = make_index(names)

    def first(query: str) -> str:
        hits = search(index, query, 1)
        return names[int(hits[0].key)] if hits else ""

    found = sum(first(query) == name for query, name in MEANT.items())
    scanned = sum(scan(names, query)[:1] == [name] for query, name in MEANT.items())
    print(f"first hit is meant: index {found}/{len(MEANT)}, scan {scanned}/{len(MEANT)}")
    ratio = seconds(lambda q: search(index, q)) / seconds(lambda q: scan(names, q))
    print(f"{len(names)} items: an index search takes {ratio:.1f} times as long as a scan")
    many = [f"{name}{copy}" for copy in range(COPIES) for name in names]
    large = make_index(many)
    ratio_large = seconds(lambda q: search(large, q)) / seconds(lambda q: scan(many, q))
    print(f"{len(many)} items: an index search takes {ratio_large:.1f} times as long as a scan")


if __name__ == "__main__":
    main()
