"""Articles by template, as many as wanted: the project's own examples and the odd-numbered articles of its corpus, retold.

`python benchmarks/articles.py FOLDER --count 2000` writes them below FOLDER, in folders of 500. Each is a whole article
with its people's given names, its place, its sites' first words and its figures changed; no two have the same text, and
the same count always gives the same files.
"""

import argparse
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from briefing import read
from briefing.evaluation.corpus import read_corpus

TESTS = Path(__file__).resolve().parent.parent / "tests"
IN_A_FOLDER = 500
GIVEN = """Anming Baolin Chengyu Daren Enqi Fanghua Guoliang Haitao Ipeng Jianyi Kaiwen Lanxi Mingde Ningyuan Oulin Peiran
Qishan Ruilin Shaofeng Tianyu Weimin Xinyue Yanbo Zhenhai Aihua Boyan Changle Dongsheng Fuming Guangyao Hongtao Jiayi
Keqin Liwei Menghan Nanfeng Pengcheng Qiuyun Rongsheng Siyuan""".split()
PLACES = """Anling Baiquan Changhe Dongyuan Fengtai Guixi Heshan Jinfeng Kunlan Lishui Mianyan Nanquan Pingwu Qiaobei
Ruoshan Shuangxi Tonghai Wanfu Xinping Yunzhou Zhaohe Beilan Cuihu Dalin Fuyang Gaotai Huangpo Jiyuan Liucheng
Meihu""".split()
BRANDS = """Antai Boyuan Chengda Dexin Fusheng Guanghui Hengtong Jiahe Kailun Lantian Mingyue Nuoya Pufeng Qisheng Ruida
Shengyuan Tongli Weiye Xinghe Yongan Zhongke Aoxiang Baosheng Dafeng Fengyuan Haorun Jinyu Longteng""".split()
_WORD = re.compile(r"[A-Z][a-z]{3,}")
_FIGURE = re.compile(r"(?<![\w.,:/-])([2-9]\d|[1-9]\d{2})(?![\d.,:/-]*\d)(?!\w)")


@lru_cache(maxsize=1)
def templates() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...], tuple[str, ...]], ...]:
    """Each template's text, people, places and sites."""
    made = [
        (
            article.text,
            tuple(dict.fromkeys(t.span.text for tag in ("leader", "companion") for t in article.tagged(tag))),
            tuple(t.span.text for t in article.tagged("place")),
            tuple(t.span.text for t in article.tagged("site")),
        )
        for article in read_corpus(TESTS / "corpus", half="odd")
        if article.language == "en"
    ]
    examples = (read(path) for path in sorted((TESTS / "examples").glob("*.txt")))
    return (*made, *((example.text, (), (), ()) for example in examples if example.language == "en"))


def article(number: int) -> str:
    """The article with this number, from 0."""
    stock = templates()
    text, people, places, sites = stock[number % len(stock)]
    turn = number // len(stock)
    if not turn:
        return text
    swaps: dict[str, str] = {}
    for at, person in enumerate(people):
        surname, _, given = person.partition(" ")
        new = GIVEN[(turn + 7 * at) % len(GIVEN)]
        if given and person.isascii():
            swaps |= {person: f"{surname} {new}", f"{surname}{given.lower()}": f"{surname}{new.lower()}"}
    for names, stock_of in ((places, PLACES), (sites, BRANDS)):
        for at, name in enumerate(names):
            word = _WORD.match(name)
            if word and word.group() not in text.split(". ")[0][:5]:
                swaps.setdefault(word.group(), stock_of[(turn + 11 * at) % len(stock_of)])
    if swaps:
        pattern = "|".join(rf"\b{re.escape(old)}\b" for old in sorted(swaps, key=len, reverse=True))
        text = re.sub(pattern, lambda match: swaps[match.group()], text)
    text = _FIGURE.sub(lambda match: _changed(match.group(), turn), text)
    return f"{text.rstrip()}\n\n(Editor in charge: {GIVEN[number % len(GIVEN)]}, No. {number:06})\n"


def _changed(figure: str, turn: int) -> str:
    """Another figure with as many digits."""
    least = 10 ** (len(figure) - 1)
    return str(least + (int(figure) - least + 3 * turn) % (9 * least))


def write(folder: Path, count: int) -> None:
    """Writes `count` articles below `folder`."""
    for number, text in enumerate(texts(count)):
        path = folder / f"{number // IN_A_FOLDER:03}" / f"visit-{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def texts(count: int) -> Iterator[str]:
    """The first `count` articles."""
    return (article(number) for number in range(count))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=2000)
    options = parser.parse_args()
    write(options.folder, options.count)
