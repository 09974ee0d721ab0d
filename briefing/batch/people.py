"""Who is who across articles: one person's names and titles, however they were printed.

Wang Ji, Wangji and Mayor Wang are one person where nothing speaks against it; two people of one name who hold different
offices are never taken for one. Where a form fits several people it stays by itself.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefing import lexicons
from briefing.batch.offices import Office, acronyms_in, agree, clash, is_ambiguous, offices, share

_PARTS = re.compile(r"[\s.·•・]+")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_GLUED = re.compile(r"[A-Z][a-z’'-]+")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Form:
    """A name with the title beside it, both as printed; `title` is "" or None where there is none."""

    name: str
    title: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A person: `label` is unlike every other's; titles and spellings are the commonest first."""

    label: str
    name: str
    title: str | None
    titles: tuple[str, ...]
    spellings: tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Cluster:
    """Forms that are one person; `key` stands for the name, `offices` are those that the titles tell of."""

    key: str
    forms: list[Form]
    offices: frozenset[Office]

    @property
    def firm(self) -> frozenset[Office]:
        """The offices that tell people apart."""
        return frozenset(office for office in self.offices if not office.is_loose)

    def take(self, other: "_Cluster") -> None:
        self.forms += other.forms
        self.offices |= other.offices


def identify(forms: Mapping[Form, int]) -> dict[Form, Identity]:
    """The person behind each of `forms`, which are counted; the answer depends on nothing else, not even their order."""
    by_key: dict[str, list[Form]] = defaultdict(list)
    for form in sorted(forms, key=_order):
        by_key[_key(form.name)].append(form)
    acronyms = frozenset(acronym for form in forms for acronym in acronyms_in(form.title))
    clusters = [cluster for key in sorted(by_key) for cluster in _of_one_name(key, by_key[key], acronyms)]
    clusters = _with_short_names(clusters)
    return dict(_identities(clusters, forms))


def _order(form: Form) -> tuple[str, str]:
    return form.name, form.title or ""


@lru_cache(maxsize=1 << 16)
def _key(name: str) -> str:
    """The letters of a name, without accents, in lower case; the name itself where it has none."""
    letters = [c for c in unicodedata.normalize("NFKD", name) if unicodedata.category(c)[0] in "LN"]
    return "".join(letters).casefold() or name


# --- one name ---------------------------------------------------------------------------------------------------------


def _of_one_name(key: str, forms: Sequence[Form], acronyms: frozenset[str]) -> list[_Cluster]:
    """The people who bear one name: forms are one person if they share an office and contradict each other in none."""
    by_offices: dict[frozenset[Office], list[Form]] = defaultdict(list)
    for form in forms:
        by_offices[frozenset(offices(form.title, acronyms))].append(form)
    clusters = [_Cluster(key, group, held) for held, group in by_offices.items()]
    known = {office for cluster in clusters for office in cluster.firm}
    vague = frozenset(office for office in known if is_ambiguous(office, known))
    firm = _joined([cluster for cluster in clusters if cluster.firm], vague)
    alone = []
    for cluster in clusters:
        if cluster.firm:
            continue
        # a member goes to the only one who is a member of that, a name without title to its only bearer
        fits = [other for other in firm if not cluster.offices or share(cluster.offices, other.offices, frozenset())]
        if len(fits) == 1:
            fits[0].take(cluster)
        else:
            alone.append(cluster)
    return firm + alone


def _joined(clusters: list[_Cluster], vague: frozenset[Office]) -> list[_Cluster]:
    """Clusters put together as long as two share an office."""
    out: list[_Cluster] = []
    for cluster in clusters:
        for other in [other for other in out if _same(cluster, other, vague)]:
            if _same(cluster, other, vague):  # as it is by now, with what it took before
                cluster.take(other)
                out.remove(other)
        out.append(cluster)
    return out


def _same(one: _Cluster, other: _Cluster, vague: frozenset[Office]) -> bool:
    if not share(one.firm, other.firm, vague):
        return False
    return agree(one.firm, other.firm) or not clash(one.firm, other.firm)


# --- short names ------------------------------------------------------------------------------------------------------


def _with_short_names(clusters: list[_Cluster]) -> list[_Cluster]:
    """`clusters`, those of a part of a name ('Mayor Wang') put to the one person that they fit, if it is one."""
    bearers: dict[str, list[_Cluster]] = defaultdict(list)
    for cluster in clusters:
        for part in sorted({part for form in cluster.forms for part in _short_names(form.name)}):
            bearers[part].append(cluster)
    into: dict[int, _Cluster] = {}  # by the identity of the cluster that was taken

    def taker(cluster: _Cluster) -> _Cluster:
        while id(cluster) in into:
            cluster = into[id(cluster)]
        return cluster

    # longer names first: 'Tan' is short for 'Tan Wei Ming' whether 'Tan Wei' is about or not
    for cluster in sorted(clusters, key=lambda c: -len(c.key)):
        fits = [
            b for b in map(taker, bearers.get(cluster.key, ())) if b is not cluster and _same(cluster, b, frozenset())
        ]
        if len({id(b) for b in fits}) == 1:
            fits[0].take(cluster)
            into[id(cluster)] = fits[0]
    return [cluster for cluster in clusters if id(cluster) not in into]


@lru_cache(maxsize=1 << 16)
def _short_names(name: str) -> tuple[str, ...]:
    """The keys of the parts that may stand for a name beside a title: family name, given name."""
    if _HAN.match(name):
        surnames = _surnames("zh")
        return tuple(name[:n] for n in (1, 2) if len(name) > n and name[:n] in surnames)
    parts = [part for part in _PARTS.split(name) if len(part) > 1]
    if len(parts) > 1:
        short = [parts[0], parts[-1], " ".join(parts[:-1]), " ".join(parts[1:])]
        return tuple(dict.fromkeys(_key(part) for part in short))
    if _GLUED.fullmatch(name):  # 'Wangji'
        return tuple(key for n in range(2, len(name) - 1) if (key := name[:n].lower()) in _surnames("en"))
    return ()


@lru_cache(maxsize=2)
def _surnames(language: str) -> frozenset[str]:
    lexicon = lexicons.load(language)
    sections = ("chinese",) if language == "en" else lexicon.sections("surnames")
    return frozenset(_key(name) for section in sections for name in lexicon.terms("surnames", section))


# --- labels -----------------------------------------------------------------------------------------------------------


def _identities(clusters: Sequence[_Cluster], counts: Mapping[Form, int]) -> Iterator[tuple[Form, Identity]]:
    namesakes = Counter(cluster.key for cluster in clusters)
    taken: set[str] = set()
    for cluster in clusters:
        full = [form for form in cluster.forms if _key(form.name) == cluster.key]
        names = _ranked((form.name, counts[form]) for form in full)
        name = max(names, key=lambda name: (_is_parted(name), not name.isupper()))
        titles = _ranked((form.title, counts[form]) for form in cluster.forms if form.title)
        title = next(iter(_ranked((form.title, counts[form]) for form in full if form.title) or titles), None)
        label = _unlike(taken, name if namesakes[cluster.key] == 1 else f"{name} ({title or 'no title'})")
        spellings = _ranked((_spelling(form, cluster.key), counts[form]) for form in cluster.forms)
        identity = Identity(label=label, name=name, title=title, titles=titles, spellings=spellings)
        yield from ((form, identity) for form in cluster.forms)


def _ranked(counted: Iterable[tuple[str, int]]) -> tuple[str, ...]:
    """Each string once, the commonest first."""
    totals: Counter[str] = Counter()
    for text, count in counted:
        totals[text] += count
    return tuple(sorted(totals, key=lambda text: (-totals[text], text)))


def _is_parted(name: str) -> bool:
    return bool(_HAN.match(name) or len(_PARTS.split(name)) > 1)


def _spelling(form: Form, key: str) -> str:
    """How a form is printed: a short name with its title, which alone tells whose it is."""
    if _key(form.name) == key or not form.title:
        return form.name
    return f"{form.name}{form.title}" if _HAN.match(form.name) else f"{form.title} {form.name}"


def _unlike(taken: set[str], wanted: str) -> str:
    """`wanted`, numbered if it is among `taken` but for case; adds it there."""
    label, number = wanted, 1
    while label.casefold() in taken:
        number += 1
        label = f"{wanted} {number}"
    taken.add(label.casefold())
    return label
