"""Positions, changes and accounts against a file of what a careful reader finds.

The file (``tests/gold/articles-expected.json``) holds codes and places only: half-open code
points into each article's file as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import msgspec

from ..coders import Coder
from ..compare import compare
from ..ledger import Ledger
from ..positions import changes
from ..run import read_into
from ..types import Article, ArticleId, Position

EXPECTED: Final = Path(__file__).resolve().parents[3] / "tests" / "gold" / "articles-expected.json"
Gold = Mapping[str, Any]
Scores = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reader:
    """The expectation file with each of its places found in the cleaned articles."""

    gold: Gold
    articles: Mapping[str, Article]  # by the file's short name
    raw: Mapping[str, str]

    def place(self, at: Gold) -> tuple[ArticleId, int, int] | None:
        """Article and offsets of the words at ``at``; None where cleaning took them away."""
        article = self.articles[at["article"]]
        words = self.raw[at["article"]][at["start"] : at["end"]].split()
        found = re.search(r"\s+".join(map(re.escape, words)), article.text)
        return (article.id, *found.span()) if found else None


def evaluate_positions(
    folder: Path, coder: Coder, expected: Path = EXPECTED, show: bool = False
) -> Scores:
    """Read the articles of ``folder`` and score positions, changes and rows of accounts.

    Raises ``FileNotFoundError`` without the expectation file. ``show`` lists what is missing
    and what is wrong."""
    gold = msgspec.json.decode(expected.read_bytes())
    with TemporaryDirectory() as place, Ledger(Path(place) / "ledger.sqlite") as ledger:
        read_into(ledger, [str(folder)], coder)
        reader = reader_of(ledger, folder, gold)
        found = [one for one in ledger.positions() if _known(reader, one.article)]
        scores = score_positions(reader, found, show)
        return {**scores, **_changed(reader, found), **_accounts(reader, ledger, show)}


def reader_of(ledger: Ledger, folder: Path, gold: Gold) -> Reader:
    """The expectation file beside the articles of a ledger."""
    by_file = {Path(one.source).name: one for one in ledger.articles()}
    files = {name: one["file"] for name, one in gold["articles"].items()}
    raw = {name: (folder / file).read_text(encoding="utf-8") for name, file in files.items()}
    return Reader(gold, {name: by_file[file] for name, file in files.items()}, raw)


def _known(reader: Reader, article: ArticleId) -> bool:
    return any(one.id == article for one in reader.articles.values())


def score_positions(reader: Reader, found: Sequence[Position], show: bool = False) -> Scores:
    """A position is right if one expected at overlapping words has its party, issue, stance and
    other side; an expected one counts as found once, an optional one never."""
    right: set[int] = set()
    hit: set[int] = set()
    for at, one in enumerate(found):
        for number, want in enumerate(reader.gold["positions"]):
            if _fits(reader, one, want):
                right.add(at)
                hit.add(number)
    wanted = {n for n, one in enumerate(reader.gold["positions"]) if not one["optional"]}
    precision = len(right) / len(found) if found else 0.0
    recall = len(hit & wanted) / len(wanted)
    scores: dict[str, Any] = {
        "positions": len(found),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(2 * precision * recall / max(precision + recall, 1e-9), 4),
    }
    if show:
        scores["missing"] = [_brief(reader.gold["positions"][n]) for n in sorted(wanted - hit)]
        scores["wrong"] = [
            f"{one.party} {one.stance} {one.issue} → {one.other}: {one.words.text}"
            for at, one in enumerate(found)
            if at not in right
        ]
    return scores


def _fits(reader: Reader, one: Position, want: Gold) -> bool:
    if one.party != want["party"] or one.stance not in want["stance"]:
        return False
    if one.issue not in want["issue"] or one.other not in (want["other"], None):
        return False
    place = reader.place(want)
    return (
        place is not None
        and place[0] == one.article
        and place[1] < one.words.end
        and one.words.start < place[2]
    )


def _brief(want: Gold) -> str:
    return f"{want['article']} {want['party']} {'/'.join(want['stance'])} {'/'.join(want['issue'])}"


def _changed(reader: Reader, found: Sequence[Position]) -> Scores:
    """The changes expected that are told, by stances and by the articles of both moments."""
    ids = {name: one.id for name, one in reader.articles.items()}
    told = [
        any(
            (one.party, one.issue, one.before.stance) == (w["party"], w["issue"], w["before"])
            and one.after.stance in w["after"]
            and one.before.article in {ids[name] for name in w["before_articles"]}
            and one.after.article in {ids[name] for name in w["after_articles"]}
            for one in changes(found)
        )
        for w in reader.gold["changes"]
    ]
    return {"changes": f"{sum(told)} of {len(told)}"}


def _accounts(reader: Reader, ledger: Ledger, show: bool) -> Scores:
    """Expected rows found: one of the same kind and flag whose cells overlap all of theirs."""
    rows = [row for story in ledger.stories() for row in compare(ledger, story.id).details]
    missing = []
    wanted = [one for one in reader.gold["accounts"] if not one["optional"]]
    for want in wanted:
        places = [place for cell in want["cells"] if (place := reader.place(cell))]
        if not any(row.flag == want["flag"] and _covers(row.cells, places) for row in rows):
            missing.append(f"{want['story']} {want['kind']} {want['about']} {want['flag']}")
    scores = {"accounts_recall": round(1 - len(missing) / max(len(wanted), 1), 4)}
    return {**scores, "accounts_missing": missing} if show else scores


def _covers(cells: Sequence[Any], places: Sequence[tuple[ArticleId, int, int]]) -> bool:
    def told(place: tuple[ArticleId, int, int]) -> Iterator[bool]:
        for cell in cells:
            inside = cell.words.start < place[2] and place[1] < cell.words.end
            yield cell.article == place[0] and inside

    return bool(places) and all(any(told(place)) for place in places)
