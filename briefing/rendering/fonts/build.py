"""Makes the fonts that travel with the package and their metrics, from the Noto fonts they derive from.

    python -m briefing.rendering.fonts.build "NotoSans[wdth,wght].ttf" NotoSansSC-Regular.otf

Needs fontTools, which the package itself does not. The two sources are on PyPI in `fontpkg-noto-sans` 2.15 and
`pylopdf-fonts-zh-cn` 0.1.1. The results carry names of their own, so that no installed Noto font is taken for them.
"""

# mypy: disable-error-code="import-untyped"

import sys
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

_HERE = Path(__file__).resolve().parent
LATIN, CHINESE = "Briefing Sans", "Briefing Sans SC"

# Semi-condensed, so that a page holds a tenth more; the weights of body text and of names.
_WIDTH = 92
_WEIGHTS = {"Regular": 400, "Bold": 680}

# Left out of the Chinese font: what the Latin one has, hangul, and the rare ideographs of Extension A. All of
# the first block stays (simplified and traditional), and what the font has of rare name characters beyond it.
_LEFT_OUT = ((0x0000, 0x2000), (0x3130, 0x3190), (0x3400, 0x4DC0), (0xA960, 0xF900))


def build(latin: Path, chinese: Path, folder: Path = _HERE) -> None:
    """Writes three fonts and `metrics.json` into `folder`."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    fonts = {}
    for style, weight in _WEIGHTS.items():
        font = instancer.instantiateVariableFont(TTFont(latin), {"wght": weight, "wdth": _WIDTH}, inplace=True)
        fonts[style] = _subset(font, font.getBestCmap(), ["kern", "mark", "mkmk", "ccmp", "locl"])
        _name(fonts[style], LATIN, style)
        fonts[style]["OS/2"].usWidthClass = 5
        fonts[style]["OS/2"].usWeightClass = 700 if style == "Bold" else 400
        fonts[style].save(folder / f"BriefingSans-{style}.ttf", reorderTables=True)
    font = TTFont(chinese)
    kept = [c for c in font.getBestCmap() if c == ord("·") or not any(a <= c < b for a, b in _LEFT_OUT)]
    font = _subset(font, kept, ["locl"])
    _name(font, CHINESE, "Regular")
    font.save(folder / "BriefingSansSC-Regular.otf", reorderTables=True)
    (folder / "metrics.json").write_text(_metrics(fonts["Regular"], fonts["Bold"], font), encoding="ascii")


def _subset(font: Any, characters: Iterable[int], features: list[str]) -> Any:
    from fontTools import subset

    options = subset.Options(layout_features=features, hinting=False, notdef_outline=True, name_IDs=["*"])
    options.drop_tables += ["STAT", "VORG", "vmtx", "vhea", "BASE"]
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font["head"].modified = font["head"].created  # the same bytes at each run
    font.recalcTimestamp = False
    return font


def _name(font: Any, family: str, style: str) -> None:
    names = font["name"]
    for record in list(names.names):
        if record.nameID in (3, 16, 17, 21, 22, 25) or record.nameID > 25 or record.platformID != 3:
            names.names.remove(record)
    full = family if style == "Regular" else f"{family} {style}"
    for number, value in ((1, family), (2, style), (4, full), (6, f"{family.replace(' ', '')}-{style}")):
        names.setName(value, number, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames[0] = f"{family.replace(' ', '')}-{style}"
        cff.topDictIndex[0].FamilyName, cff.topDictIndex[0].FullName = family, full


def _metrics(regular: Any, bold: Any, chinese: Any) -> str:
    """JSON: runs of code points with their advance widths in thousandths of an em; for Chinese the runs alone."""
    import json

    tables = {}
    for name, font in (("regular", regular), ("bold", bold)):
        widths, glyphs = font["hmtx"], font.getBestCmap()
        scale = 1000 / font["head"].unitsPerEm
        tables[name] = [[run[0], [round(widths[glyphs[c]][0] * scale) for c in run]] for run in _runs(sorted(glyphs))]
    cmap = chinese.getBestCmap()
    tables["chinese"] = [[run[0], run[-1]] for run in _runs(sorted(cmap))]
    return json.dumps(tables, separators=(",", ":"))


def _runs(points: list[int]) -> list[list[int]]:
    runs = [points[:1]]
    for before, point in pairwise(points):
        if point == before + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
