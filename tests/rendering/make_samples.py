"""Writes the sample briefings in samples/, built by hand from invented articles: python tests/rendering/make_samples.py."""

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

from briefing.records import (
    Briefing,
    CheckCounts,
    Directive,
    Event,
    Method,
    ModelInfo,
    Notice,
    Official,
    Site,
    Source,
    Span,
)
from briefing.rendering import json

SAMPLES = Path(__file__).resolve().parent / "samples"
MODEL = ModelInfo(name="embedded", engine="ctranslate2", revision="2026-11-20", prompts="9f2c41d07be3")


def quoted(text: str, *quotes: str) -> tuple[Span, ...]:
    """The spans of `quotes` in `text`."""
    return tuple(Span.of(text, text.index(q), text.index(q) + len(q)) for q in quotes)


def site(text: str, names: tuple[str, ...], observed: str, asked: str, *quotes: str, **rest: Any) -> Site:
    zh = any("\u4e00" <= c <= "\u9fff" for c in observed + asked)
    summary = ("；" if zh else "; ").join(part for part in (observed, asked) if part) + ("。" if zh else ".")
    method: Method = rest.pop("method", "seq2seq")
    return Site(
        names=names,
        summary=summary,
        observed=observed or None,
        asked=asked or None,
        evidence=quoted(text, *quotes),
        method=method,
        **rest,
    )


def directive(text: str, summary: str, *quotes: str, speaker: str | None = None, **rest: Any) -> Directive:
    method: Method = rest.pop("method", "seq2seq")
    return Directive(summary=summary, speaker=speaker, evidence=quoted(text, *quotes), method=method, **rest)


def made(text: str, *, name: str, event: Event, source: dict[str, Any], **rest: Any) -> Briefing:
    """A briefing with the counts that its items give."""
    items = [event, *rest.get("sites", ()), *rest.get("directives", ())]
    count = {m: sum(i.method == m for i in items if i.summary) for m in ("seq2seq", "extractive", "glossed", "edited")}
    return Briefing(
        text=text,
        source=Source(name=name, sha256=hashlib.sha256(text.encode()).hexdigest(), **source),
        event=event,
        model=MODEL,
        check=CheckCounts(lines=sum(count.values()), **count),
        **{"kind": "visit", "language": "en"} | rest,
    )


def small() -> Briefing:
    text = (
        "Mayor inspects projects in Qinghe High-tech Zone\n\n"
        "On June 3,Mayor Lin Guodong went to Qinghe High-tech Zone to carry out research on key project construction and "
        "enterprise production.Vice Mayor Fang Ruoyan and Secretary-General Meng Haitao took part in the activity.\n\n"
        "At the Heyuan tire project site, Lin Guodong carefully listened to reports on plant renovation, equipment "
        "purchase and personnel recruitment, and asked the project side to keep an eye on the production date and speed "
        "up the installation of equipment. Subsequently, he came to the Sino-Danish Industrial Park and the New Energy "
        "Vehicle Park, learned about construction progress, and required departments to match the needs of enterprises "
        "and strengthen the service guarantee.\n\n"
        "Lin Guodong stressed that we should thoroughly implement 全市重点项目推进会精神, take high-quality development as "
        "the lead. It is necessary to support specialized enterprises. Efforts should be made to accelerate new "
        "technology projects, and promote the transformation and upgrading of leading industries."
    )
    event = Event(
        summary="On 3 June Mayor Lin Guodong visited Qinghe High-tech Zone to look into key projects and enterprise production.",
        evidence=quoted(
            text,
            "On June 3,Mayor Lin Guodong went to Qinghe High-tech Zone to carry out research on key project construction "
            "and enterprise production.",
        ),
        method="seq2seq",
        date=dt.date(2024, 6, 3),
        date_text="June 3",
        leaders=(Official(name="Lin Guodong", title="Mayor"),),
        companions=(
            Official(name="Fang Ruoyan", title="Vice Mayor"),
            Official(name="Meng Haitao", title="Secretary-General"),
        ),
        place="Qinghe High-tech Zone",
    )
    sites = (
        site(
            text,
            ("Heyuan tire project site",),
            "Heard about plant renovation, equipment purchase and recruitment",
            "asked the project side to watch the production date and speed up the installation of equipment",
            "At the Heyuan tire project site, Lin Guodong carefully listened to reports on plant renovation, equipment "
            "purchase and personnel recruitment",
            "asked the project side to keep an eye on the production date and speed up the installation of equipment",
        ),
        site(
            text,
            ("Sino-Danish Industrial Park", "New Energy Vehicle Park"),
            "Learned about construction progress",
            "required departments to match the needs of enterprises and strengthen the service guarantee",
            "Subsequently, he came to the Sino-Danish Industrial Park and the New Energy Vehicle Park, learned about "
            "construction progress, and required departments to match the needs of enterprises and strengthen the service "
            "guarantee.",
            method="extractive",
        ),
    )
    directives = (
        directive(
            text,
            "Implement 全市重点项目推进会精神.",
            "we should thoroughly implement 全市重点项目推进会精神",
            untranslated=True,
            method="extractive",
        ),
        directive(text, "Take high-quality development as the lead.", "take high-quality development as the lead."),
        directive(text, "Support specialized enterprises.", "It is necessary to support specialized enterprises."),
        directive(
            text, "Accelerate new technology projects.", "Efforts should be made to accelerate new technology projects"
        ),
        directive(
            text,
            "Promote the transformation and upgrading of leading industries.",
            "Efforts should be made to accelerate new technology projects, and promote the transformation and upgrading of "
            "leading industries.",
        ),
    )
    return made(
        text,
        name="qinghe.txt",
        title="Mayor inspects projects in Qinghe High-tech Zone",
        headline="Mayor Lin Guodong visits Qinghe High-tech Zone, 3 sites",
        bottom_line="On 3 June Mayor Lin Guodong visited Qinghe High-tech Zone to look into key projects and enterprise "
        "production; key demand: take high-quality development as the lead.",
        event=event,
        source={
            "url": "https://www.qinghe.example/2024/0605.html",
            "outlet": "Qinghe Daily",
            "published": dt.date(2024, 6, 5),
        },
        sites=sites,
        directives=directives,
        notices=(
            Notice(code="line-replaced", message="site 2: the model's line failed the check 'number'"),
            Notice(code="untranslated", message="1 line(s) are left in the source's own script"),
        ),
    )


_TEN = (
    ("Port of Marenga", "Toured the new container berth and the customs hall", "asked that the second crane be in service before the rains"),
    ("Saint Brice Regional Hospital", "Saw the maternity ward and the oxygen plant", "told the director to publish waiting times every month"),
    ("Oru Bridge", "Walked the eastern approach, 640 metres of which are paved", "ordered night work until the deck is closed"),
    ("Lycée Moderne d’Akéla", "Met pupils of the science class in the rebuilt laboratory", ""),
    ("Kaboro Grain Store", "Was shown 12,400 tonnes of sorghum held in reserve", "asked for a second set of weighing scales"),
    ("Ñandi Solar Field", "Heard that 38 of 45 megawatts feed the grid", "urged the contractor to connect the rest by March"),
    ("Central Market of Dessé", "Spoke with traders about rents and drainage", "instructed the town hall to clear the gutters at once"),
    ("Water Works No. 3", "Inspected the filter beds and the chlorine store", "asked engineers to keep a week of chemicals in hand"),
    ("Fishermen’s Cooperative of Ilé-Ọba", "Looked at the cold room and at forty boats with new engines", ""),
    ("Police Training College", "Watched recruits drill and visited the library", "asked that half of the next intake be women"),
)  # fmt: skip
_TEN_DEMANDS = (
    ("Prime Minister Adaeze Okonjo-Tall", "finish every project that is past its date within this budget year"),
    ("Prime Minister Adaeze Okonjo-Tall", "pay local contractors within thirty days"),
    ("Prime Minister Adaeze Okonjo-Tall", "report progress to the cabinet every month"),
    ("Prime Minister Adaeze Okonjo-Tall", "keep the roads to the port open to heavy vehicles through the rainy season"),
    ("Prime Minister Adaeze Okonjo-Tall", "train young people of the region for the jobs that the projects bring"),
    ("Prime Minister Adaeze Okonjo-Tall", "refuse any work that has no safety officer on site"),
    ("Governor Émile Zongwa", "open one window where investors obtain all permits"),
    ("Governor Émile Zongwa", "settle the land claims along the eastern approach before the end of May"),
    ("Governor Émile Zongwa", "plant trees on both sides of every new road"),
    ("Governor Émile Zongwa", "invite the chiefs of the villages concerned to each site meeting"),
)  # fmt: skip


def ten_sites() -> Briefing:
    lead = (
        "MARENGA, 14 March (Coastal News Agency) - Prime Minister Adaeze Okonjo-Tall on Tuesday and Wednesday toured ten sites in "
        "the Eastern Region to see how far public works have come, accompanied by Governor Émile Zongwa, Public Works "
        "Minister Jean-Baptiste Ouédraogo-Lamy, Health Minister Dr Fatoumata Ndiaye Sarr and Port Authority head Kwabena Mensah."
    )
    stops = [
        f"At {name}, she {seen[0].lower()}{seen[1:]}{' and ' + asked if asked else ''}." for name, seen, asked in _TEN
    ]
    demands = [f"{who} said officials must {what}." for who, what in _TEN_DEMANDS]
    text = "Prime Minister tours ten sites in the east\n\n" + "\n\n".join([lead, " ".join(stops), " ".join(demands)])
    event = Event(
        summary="Prime Minister Adaeze Okonjo-Tall toured ten sites in the Eastern Region to see how far public works have come.",
        evidence=quoted(text, lead),
        method="seq2seq",
        date=dt.date(2025, 3, 11),
        date_end=dt.date(2025, 3, 12),
        date_text="Tuesday and Wednesday",
        leaders=(Official(name="Adaeze Okonjo-Tall", title="Prime Minister"),),
        companions=(
            Official(name="Émile Zongwa", title="Governor"),
            Official(name="Jean-Baptiste Ouédraogo-Lamy", title="Public Works Minister"),
            Official(name="Dr Fatoumata Ndiaye Sarr", title="Health Minister"),
            Official(name="Kwabena Mensah", title="Port Authority head"),
        ),
        place="Eastern Region",
    )
    return made(
        text,
        name="east/ten.txt",
        title="Prime Minister tours ten sites in the east",
        headline="Prime Minister Adaeze Okonjo-Tall visits Eastern Region, 10 sites",
        bottom_line="Prime Minister Adaeze Okonjo-Tall toured ten sites in the Eastern Region to see how far public works "
        "have come; key demand: finish every project that is past its date within this budget year.",
        event=event,
        source={"outlet": "Coastal News Agency", "published": dt.date(2025, 3, 14)},
        sites=tuple(
            site(text, (name,), seen, asked, stop) for (name, seen, asked), stop in zip(_TEN, stops, strict=True)
        ),
        directives=tuple(
            directive(
                text,
                what[0].upper() + what[1:] + ".",
                demand,
                speaker=" ".join(who.split()[-2:] if "Gov" in who else who.split()[2:]),
            )
            for (who, what), demand in zip(_TEN_DEMANDS, demands, strict=True)
        ),
        notices=(Notice(code="sites-announced", message="the article announces twelve sites and tells of ten"),),
    )


def chinese() -> Briefing:
    text = (
        "林国栋调研重点项目建设\n\n"
        "5月19日，市委书记林国栋到清河高新区调研重点项目建设和企业生产经营情况。市领导方若妍、孟海涛参加调研。\n\n"
        "在河源轮胎项目现场，林国栋听取厂房改造、设备采购和人员招聘情况汇报，要求项目方紧盯投产节点，加快设备安装。"
        "随后，林国栋来到中丹产业园、新能源汽车产业园，了解建设进度，要求有关部门主动对接企业需求，强化服务保障。"
        "在清河第二中学，林国栋察看了新建实验楼，叮嘱学校守牢安全底线。\n\n"
        "林国栋强调，要坚持以高质量发展为引领，突出“高”和“新”的特点。要加大对专精特新企业的支持力度。"
        "要加快推进高新技术产业项目，推动主导产业转型升级。方若妍要求，各部门要逐项列出清单，6月底前全部销号。"
    )
    event = Event(
        summary="5月19日，市委书记林国栋到清河高新区调研重点项目建设和企业生产经营情况。",
        evidence=quoted(text, "5月19日，市委书记林国栋到清河高新区调研重点项目建设和企业生产经营情况。"),
        method="extractive",
        date=dt.date(2024, 5, 19),
        date_text="5月19日",
        leaders=(Official(name="林国栋", title="市委书记"),),
        companions=(Official(name="方若妍", title="市领导"), Official(name="孟海涛", title=None)),
        place="清河高新区",
    )
    sites = (
        site(
            text,
            ("河源轮胎项目现场",),
            "听取厂房改造、设备采购和人员招聘情况汇报",
            "要求项目方紧盯投产节点，加快设备安装",
            "在河源轮胎项目现场，林国栋听取厂房改造、设备采购和人员招聘情况汇报",
            "要求项目方紧盯投产节点，加快设备安装。",
        ),
        site(
            text,
            ("中丹产业园", "新能源汽车产业园"),
            "了解建设进度",
            "要求有关部门主动对接企业需求，强化服务保障",
            "随后，林国栋来到中丹产业园、新能源汽车产业园，了解建设进度",
            "要求有关部门主动对接企业需求，强化服务保障。",
        ),
        site(
            text,
            ("清河第二中学",),
            "察看了新建实验楼",
            "叮嘱学校守牢安全底线",
            "在清河第二中学，林国栋察看了新建实验楼，叮嘱学校守牢安全底线。",
            method="extractive",
        ),
    )
    said = (
        (
            "坚持以高质量发展为引领，突出“高”和“新”的特点。",
            "要坚持以高质量发展为引领，突出“高”和“新”的特点。",
            "林国栋",
        ),
        ("加大对专精特新企业的支持力度。", "要加大对专精特新企业的支持力度。", "林国栋"),
        (
            "加快推进高新技术产业项目，推动主导产业转型升级。",
            "要加快推进高新技术产业项目，推动主导产业转型升级。",
            "林国栋",
        ),
        ("各部门逐项列出清单，6月底前全部销号。", "各部门要逐项列出清单，6月底前全部销号。", "方若妍"),
    )
    return made(
        text,
        name="清河.txt",
        language="zh",
        title="林国栋调研重点项目建设",
        headline="林国栋调研重点项目建设",
        bottom_line="5月19日，市委书记林国栋到清河高新区调研重点项目建设和企业生产经营情况；坚持以高质量发展为引领，突出“高”和“新”的特点。",
        event=event,
        source={
            "outlet": "清河日报",
            "published": dt.date(2024, 5, 20),
            "url": "https://www.qinghe.example/zh/520.html",
        },
        sites=sites,
        directives=tuple(directive(text, summary, quote, speaker=who) for summary, quote, who in said),
    )


def meeting() -> Briefing:
    text = (
        "Flood season call\n\nUnion Minister Harpreet Malik chaired a review meeting on flood readiness in Devgarh on Friday. "
        "He told district officers to keep relief camps stocked. No place was inspected."
    )
    return made(
        text,
        name="flood.md",
        kind="meeting",
        title="Flood season call",
        headline="Union Minister Harpreet Malik: keep relief camps stocked",
        bottom_line="Union Minister Harpreet Malik chaired a meeting on flood readiness in Devgarh; key demand: keep relief camps stocked.",
        event=Event(
            summary="Union Minister Harpreet Malik chaired a meeting on flood readiness in Devgarh.",
            evidence=quoted(
                text, "Union Minister Harpreet Malik chaired a review meeting on flood readiness in Devgarh on Friday."
            ),
            method="seq2seq",
            date_text="Friday",
            leaders=(Official(name="Harpreet Malik", title="Union Minister"),),
            place="Devgarh",
        ),
        source={},
        directives=(
            directive(
                text,
                "Keep relief camps stocked.",
                "He told district officers to keep relief camps stocked.",
                speaker="Harpreet Malik",
            ),
        ),
        notices=(Notice(code="date-unresolved", message="'Friday' could not be resolved: the article has no date"),),
    )


def other() -> Briefing:
    text = "Museum opens late\n\nThe Tide Museum in Port Elin will stay open until nine in summer, its director said."
    return made(
        text,
        name="-",
        kind="other",
        title="Museum opens late",
        headline="Museum opens late",
        bottom_line="The Tide Museum in Port Elin will stay open until nine in summer.",
        event=Event(
            summary="The Tide Museum in Port Elin will stay open until nine in summer.",
            evidence=quoted(text, "The Tide Museum in Port Elin will stay open until nine in summer"),
            method="extractive",
        ),
        source={},
    )


def unsupported() -> Briefing:
    text = "Der Minister besuchte am Montag drei Betriebe in Neustadt."
    return made(
        text,
        name="neustadt.html",
        kind="other",
        language="de",
        title="Besuch in Neustadt",
        headline="Besuch in Neustadt",
        bottom_line="",
        event=Event(summary="", evidence=(), method="extractive"),
        source={"outlet": "Neustädter Bote"},
        notices=(Notice(code="language-unsupported", message="articles in 'de' are not summarised"),),
    )


def hostile() -> Briefing:
    """Markup, terminal escapes, direction marks, formulas and an address that must not be linked."""
    name = "<script>alert(1)</script> *Plant* [x](javascript:alert(1)) \x1b[31mred\x1b[0m \u202egnp.exe"
    demand = "</script><img src=x onerror=alert(1)> | `code` & \\ # not a heading {{ 7*7 }} {% raw %} www.evil.example"
    text = f"# Title <b>\n\n=1+1 At {name}, the \u2066mayor\u2069 said \x07: {demand}\n- not a list\n1. nor this"
    return made(
        text,
        name="../../etc/passwd\n",
        title="--- \x1b]0;owned\x07 <title> & *bold* _it_",
        headline="1. <h1>Head</h1> #typst $x$ *bold* \x1b[2J",
        bottom_line=f"- {demand}",
        event=Event(
            summary=f"+ {demand}",
            evidence=quoted(text, demand),
            method="extractive",
            leaders=(Official(name='O\'Brien "<i>"', title="[Mayor](http://x)"),),
            place="<!-- place -->",
            date_text="\u200b\u202e soon",
        ),
        source={"outlet": "<out&let>", "url": "javascript:alert(1)"},
        sites=(site(text, (name,), f"Saw {demand}", "asked `rm -rf`", name, demand),),
        directives=(
            directive(text, f"=cmd {demand}.", demand, speaker="<b>Li</b>"),
            directive(text, "x" * 400, demand),
        ),
        notices=(Notice(code="input-cut", message="<b>cut</b> at \x1b[31m60000"),),
    )


if __name__ == "__main__":
    SAMPLES.mkdir(exist_ok=True)
    for build in (small, ten_sites, chinese, meeting, other, unsupported, hostile):
        path = SAMPLES / f"{build.__name__.replace('_', '-')}.json"
        path.write_text(json.dumps(build()) + "\n", encoding="utf-8")
