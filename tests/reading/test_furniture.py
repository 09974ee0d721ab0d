import pytest

from briefing.reading import cues
from briefing.reading.furniture import ends, kind_of

CUES = cues.load()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Home > News > Qinghe News > Text", "navigation"),
        ("首页 > 政务动态 > 领导活动", "navigation"),
        ("Previous: The bureau holds a meeting", "navigation"),
        ("上一篇:我市召开工作会    下一篇:没有了", "navigation"),
        ("[Print this page] [Close the window]", "navigation"),
        ("READ MORE: The couple who built a wall", "navigation"),
        ("ALSO READ | Explained: what a stop-log is", "navigation"),
        ("Copyright © Lake Star 2024", "navigation"),
        ("ADVERTISEMENT", "navigation"),
        ("Scan the QR code to follow the zone", "navigation"),
        ("- - - -", "navigation"),
        ("↓↓↓", "navigation"),
        ("[Photo: Premier Ann Lee hugs a resident in the arena. (Supplied by the office)]", "caption"),
        ("Minister Lin (center) speaks with a trader at the market on Wednesday.", "caption"),
        ("Lin Guodong, secretary of the committee, chairs the meeting. (Photo/Yang Zhi)", "caption"),
        ("The governor looks at a pump. Photo by Ann Lee", "caption"),
        ("The minister at the dam on Monday. (ANTARA/HO-Ministry/uyu)", "caption"),
        ("图为市长林国栋（左二）在农家书屋与读者交流。", "caption"),
        ("图1 座谈会现场（通讯员 戚可 摄）", "caption"),
        ("By Ann Lee and correspondents", "byline"),
        ("Our Correspondent, Jhenpur", "byline"),
        ("STAFF REPORTER", "byline"),
        ("(Xiao Yan   Trainee reporter Cheng Lu)", "byline"),
        ("4 min read", "byline"),
        ("@annlee", "byline"),
        ("GNA-Gulf/Hazem/Tariq", "byline"),
        ("清河日报全媒体记者 訾晓", "byline"),
    ],
)
def test_tells_the_kind_of_a_line(line: str, kind: str) -> None:
    assert kind_of(line, cues=CUES) == kind


@pytest.mark.parametrize(
    "line",
    [
        "On June 3, Mayor Lin visited the zone.",
        "Next, the mayor went to the hospital and asked about drugs.",
        "Next: the mayor asked the two bureaus to report on the bridge before the end of the month.",
        "Share the fruits of development with the people, the mayor demanded.",
        "The reporters asked the minister when the road would be finished.",
        "A reporter of this paper walked with the mayor through the market.",
        "1. Finish trial production before August;",
        "Structures lost: 118",
        "Print shops were inspected, too.",
        "市长林国栋强调，安全第一。",
        "编辑部的同志们参加了座谈会，并提出了意见。",
        "The decision follows Section 6(1) (C) of the Port City Act of the country.",
        "Photos of the flood were shown to the minister, who promised help.",
        "Lin (left) the plant at noon. He then went to the school. He came back.",
    ],
)
def test_prose_is_no_furniture(line: str) -> None:
    assert kind_of(line, cues=CUES) is None


@pytest.mark.parametrize(
    ("line", "closing"),
    [
        ("They pledged to do more. -0-", ["-0-"]),
        ("The duty went on that night。(Reporter Wei Lan  Intern Gao Xiao)", ["(Reporter Wei Lan  Intern Gao Xiao)"]),
        ("郝敏参加调研。（记者 李文 通讯员 王平）", ["（记者 李文 通讯员 王平）"]),
        ("The mayor left at noon. (By Ann Lee)", ["(By Ann Lee)"]),
        (
            "It was approved in 2016. (Reporting by Ann Lee; Editing by Tom Reed)",
            ["(Reporting by Ann Lee; Editing by Tom Reed)"],
        ),
        ("The plant makes tyres (15 million a year).", []),
        ("He met Ann Lee (the reporter who had asked about the bridge in May).", []),
        ("-0-", []),
    ],
)
def test_finds_what_closes_a_paragraph(line: str, closing: list[str]) -> None:
    assert [line[start:end] for start, end in ends(line, cues=CUES)] == closing
