import datetime as dt
import io
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.errors import InputError
from briefing.reading import read, read_bytes, read_text
from briefing.records import Article
from briefing.settings import Settings

TITLE = "Mayor Lin inspects Qinghe zone"
BODY = (
    "On June 3, Mayor Lin Guodong visited Qinghe zone to inspect key projects. Vice Mayor Hao Min came along.\n"
    "At the Boyuan battery plant, Lin walked through the second workshop and asked about orders and energy use.\n"
)
FIFTH = dt.date(2024, 6, 5)


def assert_sound(article: Article) -> None:
    end = 0
    for span in article.furniture:
        assert article.text[span.start : span.end] == span.text
        assert span.start >= end
        end = span.end


def test_reads_a_file_with_title_source_and_digest(tmp_path: Path) -> None:
    path = tmp_path / "visit.txt"
    path.write_text(f"{TITLE}\n\nSource: Qinghe Daily  Time: 2024-06-05 07:33\n\n{BODY}", encoding="utf-8")
    article = read(path)
    assert article.title == TITLE
    assert article.language == "en"
    assert (article.source.outlet, article.source.published) == ("Qinghe Daily", FIFTH)
    assert article.source.encoding == "utf-8"
    assert len(article.source.sha256) == 64
    assert [span.text for span in article.furniture] == [TITLE, "Source: Qinghe Daily  Time: 2024-06-05 07:33"]


def test_text_is_kept_but_for_line_ends_and_invisible_characters() -> None:
    article = read_bytes("\ufeffTitle\u200b line\r\n\r\nＡｌｌ fullwidth。 stays\xa0 \r\n".encode(), name="a.txt")
    assert article.text == "Title line\n\nＡｌｌ fullwidth。 stays"


def test_what_the_caller_says_wins() -> None:
    text = f"{TITLE}\nSource: Qinghe Daily  Time: 2024-06-05\n{BODY}"
    said = dt.date(2020, 1, 2)
    article = read_text(text, published=said, outlet="Wire", url="https://example.org/a", title="Told", name="n.txt")
    assert article.source.published == said
    assert (article.source.outlet, article.source.url, article.source.name) == (
        "Wire",
        "https://example.org/a",
        "n.txt",
    )
    assert article.title == "Told"


@pytest.mark.parametrize(
    "name", ["visit-2024-06-05.txt", "20240605.txt", "a/b/2024_06_05_visit.txt", "v2024.6.5.txt", "2024年6月5日.txt"]
)
def test_a_date_in_the_name_counts_when_nothing_better_is_there(name: str) -> None:
    assert read_text(f"{TITLE}\n{BODY}", name=name).source.published == FIFTH
    dated = read_text(f"{TITLE}\nUpdated: 2024-06-07\n{BODY}", name=name)
    assert dated.source.published == dt.date(2024, 6, 7)


def test_a_full_dateline_gives_the_day_and_one_without_year_does_not() -> None:
    with_year = read_text(f"ABUJA, June 5, 2024 (NAN) -- {BODY}")
    assert with_year.source.published == FIFTH
    without = read_text(f"Pyongyang, June 5 (KCNA) -- {BODY}")
    assert without.source.published is None
    assert without.source.outlet == "KCNA"


def test_an_empty_source_label_names_no_outlet() -> None:
    article = read_text(f"{TITLE}\n\n来源:   时间: 2024-06-05 07:33\n\n{BODY}")
    assert article.source.outlet is None
    assert article.source.published == FIFTH


def test_standard_input_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stream:
        buffer = io.BytesIO(f"{TITLE}\n{BODY}".encode())

    monkeypatch.setattr(sys, "stdin", Stream())
    article = read("-")
    assert article.source.name == "-"
    assert article.title == TITLE


def test_a_long_article_is_cut_at_a_sentence_with_a_notice() -> None:
    article = read_text(BODY * 50, settings=Settings(max_chars=1000))
    assert 500 < len(article.text) <= 1000
    assert article.text.endswith((".", "use."))
    assert [notice.code for notice in article.notices] == ["input-cut"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \n\t\0", "empty"),
        ("\u3000\u3000\n".encode(), "empty"),
        (b"12 34\n-- 5", "no words"),
        (b"a\0b\0c\0 and some more \0\0\0", "binary"),
        (bytes(range(256)) * 4, "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 20, "OCR"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 20, ".docx"),
        (b"{\\rtf1 Mayor visits}", "RTF"),
        (b"\x1f\x8b\x08\0abc", "unpack"),
        (b"PK\x03\x04 not an archive", "damaged"),
        (b"%PDF-1.7 not a document", "PDF"),
    ],
)
def test_what_is_no_article_is_refused_with_advice(data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        read_bytes(data, name="dir/a.bin")
    assert caught.value.source == "dir/a.bin"


def test_missing_path_folder_and_too_large_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "none.txt")
    with pytest.raises(InputError, match="briefing batch"):
        read(tmp_path)
    with pytest.raises(InputError, match=r"cannot be read|null|zero"):
        read("a\0b")
    large = tmp_path / "large.txt"
    large.write_bytes(b"word " * 300)
    with pytest.raises(InputError, match="max_bytes"):
        read(large, settings=Settings(max_bytes=1000))


def test_importing_reading_loads_no_heavy_library() -> None:
    code = (
        "import sys, briefing.reading as r; r.read_text('Mayor visits zone\\nOn June 3 the mayor visited a plant.');"
        "print([m for m in ('trafilatura', 'docx', 'pypdfium2', 'lxml', 'torch') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


FRAGMENTS = st.sampled_from(
    [
        *["\n", "\n\n", " ", "\u3000", "(", "）", "--", "：", "|", "。", ". ", "2024-06-05", "June 5", "-0-", "> "],
        *[
            "Source: ",
            "来源：",
            "时间:",
            "By Ann Lee",
            "(KCNA)",
            "本报讯",
            "（记者 李文）",
            "Photo/",
            "[Photo: x]",
            "# ",
            "**",
            "<p>",
        ],
        *[
            "Mayor Lin visited the plant and asked about safety.",
            "市长林国栋到高新区调研。",
            "Home > News > Text",
            "图为市长。",
        ],
        *["BEIJING, ", "Qinghe Daily", "\u200d", "\ufeff", "1. ", "•", "Views: 12", "Next: none"],
    ]
)


@given(st.lists(st.one_of(FRAGMENTS, st.text(max_size=12)), max_size=40).map("".join))
def test_any_text_gives_an_article_with_sound_furniture_or_an_input_error(text: str) -> None:
    try:
        article = read_text(text)
    except InputError:
        return
    assert_sound(article)
    assert article.text == article.text.strip("\n")
    assert "\r" not in article.text


@given(
    st.one_of(
        st.binary(max_size=300),
        st.lists(FRAGMENTS, max_size=20).map("".join).map(str.encode),
        st.lists(FRAGMENTS, max_size=20).map("".join).map(lambda text: text.encode("gb18030")),
        st.sampled_from([b"%PDF-1.4\n", b"PK\x03\x04", b"<html><body>", b"\xff\xfe", b"\xef\xbb\xbf"]).flatmap(
            lambda head: st.binary(max_size=200).map(lambda rest: head + rest)
        ),
    ),
    st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "-"]),
)
def test_any_bytes_give_an_article_or_an_input_error(data: bytes, name: str) -> None:
    try:
        article = read_bytes(data, name=name)
    except InputError:
        return
    assert_sound(article)


def test_reading_again_the_text_of_an_article_changes_nothing() -> None:
    first = read_text(f"{TITLE}\r\n\r\n{BODY}")
    again = read_text(first.text)
    assert (again.text, again.title, again.furniture) == (first.text, first.title, first.furniture)
