"""`script-mixed`: Traditional characters in a Simplified text, or the reverse: the canonical tree in, findings out.

Which forms are which, two national standards say: GB 2312 has the characters of Simplified text, Big5 those of Traditional.  Common in
Big5 (its first level) and absent from GB 2312 is a Traditional form (報, 國); in GB 2312 and absent from Big5 a Simplified one (报, 国).
Forms that both have (里, 台) say nothing.  Names keep old forms (濛阳, 朱镕基), so one kind of character is not enough.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from lxml import etree

from convert.audit.blocks import READING, Block, blocks, gathered, note
from convert.errors import Finding

CODE = "script-mixed"
FEWEST = 2  # different characters
ADVICE = "compare another copy of the page"

# Common in Big5 and absent from GB 2312, yet the same in Simplified text: rare words, names of people and places.
BOTH = frozenset(
    "伋伕佺倣偭偯偺傚僇僎僩儅儳劻勗勦吋呎啗啣嘐堉塭塽墦奭妳姅姪嬝屘屝崁巉帟彊徬惇愒慇抆揹搆搾撚撢擭敔昤晅晞暍暱暸杗枓栘梂梡梱棻楛榣槃橾櫂櫺歜毚毬"
    "汍沍沘沬泜洸浥浬涊湣湩湲潟潠澴濩濬炤焜煆煖燄燐燸牠玆玥玨珪珮琍琯瑯璘璟瓖甦甽疢痲痳痺瘉睪瞇瞋瞭砠砲硿祇祐穋箄箠篛簷籐籣籥糢縿繙耑脤脰芣蔆蘗衹裯"
    "褕褽覜觔觼詨詻誧豭賸跦跼踡踫迆迺遝郃鄗鄘釆釭鉼銲鎗鑤阬隄雊霤韹餽鯈鶸鼇濛昇陞甯堃喆晳"
)


@cache
def forms() -> tuple[frozenset[str], frozenset[str]]:
    """The Simplified forms and the Traditional ones."""
    simplified, traditional = set(), set()
    for c in map(chr, range(0x4E00, 0xA000)):
        gb, big = encoded(c, "gb2312"), encoded(c, "big5")
        if gb and not big:
            simplified.add(c)
        elif not gb and b"\xa4\x40" <= big <= b"\xc6\x7e" and c not in BOTH:
            traditional.add(c)
    return frozenset(simplified), frozenset(traditional)


def encoded(c: str, encoding: str) -> bytes:
    """A character's bytes in an encoding; none when it is not in it."""
    return c.encode(encoding, errors="ignore")


def check(root: etree._Element) -> Iterator[Finding]:
    """A finding for each paragraph with forms of the other script; one for the document when there are many."""
    text = list(blocks(root))
    simplified, traditional = forms()
    counts = Counter(c for block in text for c in block.text)
    few = min((traditional, simplified), key=lambda kind: sum(counts[c] for c in kind))
    strays = {number: found for number, block in enumerate(text) if (found := strange(block, few))}
    kinds = Counter(c for found in strays.values() for c in found)
    if len(kinds) < FEWEST:
        return
    what, rest = ("Traditional", "Simplified") if few is traditional else ("Simplified", "Traditional")
    most = "".join(c for c, _ in sorted(kinds.items(), key=lambda item: (-item[1], item[0]))[:12])
    findings = []
    for number, found in strays.items():
        message = f"{what} characters ({''.join(dict.fromkeys(found))}) stand in a {rest} text; {ADVICE}"
        findings.append(note(CODE, message, text[number].id, around(text[number], found[0])))
    yield from gathered(findings, f"{{0}} paragraphs of a {rest} text hold {what} characters ({most}); {ADVICE}")


def strange(block: Block, forms_of_other: frozenset[str]) -> list[str]:
    """The characters of the other script in a block; those with a reading in brackets are another finding."""
    glossed = {m.start() - 1 for m in READING.finditer(block.text)}
    return [c for at, c in enumerate(block.text) if c in forms_of_other and at not in glossed and not block.is_settled(at, at + 1)]


def around(block: Block, c: str) -> str:
    """A character with what stands around it."""
    at = block.text.index(c)
    return block.text[max(0, at - 6) : at + 7].strip()
