"""Make ``src/dragoman/data/words.tsv.gz``: in how many articles each common word occurs.

    python training/word_frequencies.py FILE... > report

Files are plain text (one article each) or JSON lines with "text". Only counts are kept.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

OUT = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "data" / "words.tsv.gz"
LEAST = 4  # articles that must hold a word


def texts(path: Path) -> Iterator[str]:
    """The articles of one file."""
    content = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".jsonl":
        yield from (json.loads(line)["text"] for line in content.splitlines() if line.strip())
    elif path.suffix == ".conllu":
        for document in content.split("# newdoc")[1:]:
            yield "\n".join(re.findall(r"^# text = (.*)$", document, re.M))
    else:
        yield content


def main(paths: list[Path]) -> None:
    from dragoman.words import WORD, plain

    seen: Counter[str] = Counter()
    small: Counter[str] = Counter()
    articles = 0
    for text in (text for path in paths for text in texts(path)):
        articles += 1
        found = {match[0] for match in WORD.finditer(text)}
        seen.update({plain(word) for word in found})
        small.update({plain(word) for word in found if not word[0].isupper()})
    rows = [str(articles)] + [
        f"{word}\t{count}\t{round(100 * small[word] / count)}"
        for word, count in sorted(seen.items())
        if count >= LEAST and not word[0].isdigit()
    ]
    OUT.write_bytes(gzip.compress("\n".join(rows).encode(), 9, mtime=0))
    print(f"{articles} articles, {len(rows) - 1} words, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main([Path(name) for name in sys.argv[1:]])
