import unicodedata

import pytest

from briefing.rendering.metrics import FONTS, face, missing, width_of


def test_the_fonts_hold_the_letters_of_names_from_many_countries() -> None:
    names = (
        "Émile Ouédraogo, Nguyễn Thị Hồng, Łukasz Żółć, Şükrü Çağlar, Ilé-Ọba, Ɓala Ƙasim, Владимир, Ελένη, Ñandú, Þór"
    )
    assert missing(names) == ()


def test_the_fonts_hold_common_and_rare_chinese_in_both_scripts() -> None:
    assert missing("习近平总书记堃喆昇瑄龘市委書記視察國家會議・、。“”‘’—…《》（）％：；") == ()
    gb2312 = [bytes([a, b]).decode("gb2312", "ignore") for a in range(0xB0, 0xF8) for b in range(0xA1, 0xFF)]
    big5 = [bytes([a, b]).decode("big5", "ignore") for a in range(0xA4, 0xC7) for b in range(0x40, 0xFF)]
    held = [c for c in (*gb2312, *big5) if len(c) == 1 and unicodedata.category(c) == "Lo"]
    assert len(held) > 12_000
    assert missing("".join(held)) == ()


def test_what_the_fonts_lack_is_named_once_in_order() -> None:
    assert missing("a😀한b😀") == ("😀", "한")


def test_widths_are_those_of_the_fonts() -> None:
    ttlib = pytest.importorskip("fontTools.ttLib")
    for weight, file in (("regular", "BriefingSans-Regular.ttf"), ("bold", "BriefingSans-Bold.ttf")):
        font = ttlib.TTFont(FONTS / file)
        glyphs, advances, scale = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        widths = face(weight).widths
        assert set(widths) == {chr(c) for c in glyphs}
        assert all(abs(widths[chr(c)] - advances[g][0] / scale) < 0.001 for c, g in glyphs.items())


def test_the_fonts_bear_no_name_of_their_sources() -> None:
    ttlib = pytest.importorskip("fontTools.ttLib")
    for path in [*FONTS.glob("*.ttf"), *FONTS.glob("*.otf")]:
        names = ttlib.TTFont(path)["name"]
        assert names.getDebugName(1).startswith("Briefing Sans")
        assert "SIL Open Font License" in names.getDebugName(13)
    assert "SIL OPEN FONT LICENSE Version 1.1" in (FONTS / "OFL.txt").read_text(encoding="utf-8")


def test_an_ideograph_is_one_em_wide_and_an_unknown_letter_has_a_usual_width() -> None:
    regular = face("regular")
    assert width_of("高新区", regular) == 3.0
    assert 0.3 < width_of("\u0e01", regular) < 1
    assert width_of("ab", regular) == pytest.approx(regular.widths["a"] + regular.widths["b"])
