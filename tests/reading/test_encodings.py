import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.reading.encodings import decode

CHINESE = "市长林国栋到清河高新区调研，强调安全第一。"
MIXED = "Mayor Lin visited the zone。He stressed safety，and asked about orders。"
TRADITIONAL = "市長林國棟到清河高新區調研，強調安全第一。"


def html(text: str, charset: str) -> str:
    return f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'


@pytest.mark.parametrize(
    ("data", "encoding", "text"),
    [
        (b"\xef\xbb\xbf" + CHINESE.encode(), "utf-8", CHINESE),
        (b"\xff\xfe" + CHINESE.encode("utf-16-le"), "utf-16-le", CHINESE),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), "utf-16-be", CHINESE),
        (b"\xff\xfe\0\0" + CHINESE.encode("utf-32-le"), "utf-32-le", CHINESE),
        (CHINESE.encode(), "utf-8", CHINESE),
        (CHINESE.encode("gb18030"), "gb18030", CHINESE),
        (MIXED.encode("gb18030"), "gb18030", MIXED),
        (b"plain words", "utf-8", "plain words"),
    ],
)
def test_mark_then_utf8_then_gb18030(data: bytes, encoding: str, text: str) -> None:
    decoded = decode(data)
    assert (decoded.encoding, decoded.text, decoded.notices) == (encoding, text, ())


@pytest.mark.parametrize("charset", ["gb2312", "GBK", "gb18030", "x-gbk"])
def test_declared_gb_is_read_as_gb18030(charset: str) -> None:
    text = html(CHINESE + "镕喆", charset)  # beyond GB2312
    decoded = decode(text.encode("gb18030"))
    assert (decoded.encoding, decoded.text) == ("gb18030", text)


def test_big5_and_utf16_are_read_where_declared() -> None:
    page = html(TRADITIONAL, "big5")
    assert decode(page.encode("big5")).text == page
    assert decode(page.encode("big5")).encoding == "big5"
    page = '<?xml version="1.0" encoding="utf-16"?>' + html("Mayor visits zone", "utf-16")
    assert decode(page.encode("utf-16-le")).text == page
    assert decode(page.encode("utf-16-be")).encoding == "utf-16-be"


def test_an_http_equiv_declaration_counts() -> None:
    page = f'<meta http-equiv="Content-Type" content="text/html; charset=big5"><p>{TRADITIONAL}</p>'
    assert decode(page.encode("big5")).text == page


def test_utf8_survives_a_wrong_western_declaration_and_a_wrong_gb_one() -> None:
    page = html("Café，" + CHINESE, "iso-8859-1")
    assert decode(page.encode()).text == page
    page = html(CHINESE, "utf-8")
    assert decode(page.encode("gb18030")).text == page


def test_windows_1252_comes_last_and_with_a_notice() -> None:
    decoded = decode("The mayor\u2019s caf\xe9 \u2013 open".encode("cp1252"))
    assert decoded.text == "The mayor\u2019s caf\xe9 \u2013 open"
    assert decoded.encoding == "windows-1252"
    assert [notice.code for notice in decoded.notices] == ["encoding-guessed"]


def test_a_lone_apostrophe_of_windows_is_no_chinese() -> None:
    decoded = decode("The Mayor\u2019s visit and the plant\u2019s orders".encode("cp1252"))
    assert decoded.text == "The Mayor\u2019s visit and the plant\u2019s orders"


def test_a_character_cut_off_at_the_end_is_dropped() -> None:
    assert decode(CHINESE.encode()[:-1]).text == CHINESE[:-1]
    assert decode(CHINESE.encode()[:-1]).encoding == "utf-8"
    assert decode(CHINESE.encode("gb18030")[:-1]).text == CHINESE[:-1]


def test_a_broken_byte_in_long_utf8_is_shown_and_told() -> None:
    data = (CHINESE * 5).encode()
    decoded = decode(data[:90] + b"\xff" + data[90:])
    assert decoded.encoding == "utf-8"
    assert decoded.text.replace("\ufffd", "") == CHINESE * 5
    assert [notice.code for notice in decoded.notices] == ["encoding-guessed"]


@pytest.mark.parametrize("name", ["rot13", "zip", "no-such-charset", "utf-7"])
def test_a_declaration_that_names_no_text_encoding_is_passed_over(name: str) -> None:
    page = html(CHINESE, name)
    assert decode(page.encode()).text == page


@given(st.binary(max_size=400))
def test_never_fails(data: bytes) -> None:
    decoded = decode(data)
    decoded.text.encode("utf-8")


@given(st.text(max_size=200), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]))
def test_a_marked_text_comes_back_whole(text: str, encoding: str) -> None:
    marks = {"utf-8": b"\xef\xbb\xbf", "utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    if encoding == "utf-16-le" and text.startswith("\0"):
        return  # the mark and two zero bytes are UTF-32's mark
    assert decode(marks[encoding] + text.encode(encoding)).text == text
