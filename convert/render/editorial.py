"""What the edition says about itself: the editor's corrections and the colophon, for screens and paper alike; all of it generated.

What goes in is the canonical tree, what comes out is appended to an XHTML element.  `colophon_lines` and `citation` serve DOCX too.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from convert import __version__, document
from convert.document import DB, KB, XML_ID, XML_LANG, kind_of, text_of
from convert.render import front
from convert.render.markup import TYPE, Edition, add
from convert.style import ResolvedStyle, traditional


def corrections(ed: Edition, into: etree._Element) -> None:
    """The editor's corrections, one paragraph each; nothing without corrections."""
    lines = list(correction_lines(ed.root))
    if not lines:
        return
    box = add(into, "section", class_="editorial generated", aria_labelledby="corrections")
    heading(ed, box, "corrections")
    for line in lines:
        add(box, "p", line, class_="corrections")


def heading(ed: Edition, into: etree._Element, name: str) -> None:
    """The heading of a generated part, in the words of the style."""
    words = ed.style.words[name]
    made = add(into, "h2", words, class_="glossary-title", id=name)
    if ed.medium == "paper":
        made.set("data-label", words)


def correction_lines(root: etree._Element) -> Iterator[str]:
    """Each correction as a sentence: what stands now, what was done, why, after whom."""
    made = root.findall(f"{DB}info/{KB}correction")
    say = (lambda words: words.translate(HANT)) if traditional(root.get(XML_LANG, "")) else str
    targets = {node.get(XML_ID): node for node in root.iter(etree.Element) if node.get(XML_ID)} if made else {}
    for node in made:
        kind, was, target = str(node.get("kind")), node.get("was", ""), targets.get(node.get("target"))
        parts = [node.get("source"), node.get("who")]
        if kind == "metadata":
            done = say(MENDED if was else ADDED).format(what=say(SAID.get(node.get("reason", ""), "来源信息")), was=was)
        else:
            now, was = shown(target).translate(NESTED), (say(KIND[was]) if was in KIND else was).translate(NESTED)
            place = say(BEHIND).format(words=words) if (words := before(target).translate(NESTED)).strip() else ""
            done = say(DONE[kind]).format(now=now, was=was, kind=say(KIND.get(kind_of(target), "正文")), after=place)
            parts.insert(0, node.get("reason"))
        yield "，".join(part for part in (done, *parts) if part) + "。"


def shown(target: etree._Element | None) -> str:
    """What stands now where something was corrected; of a section its heading, of a long line its beginning."""
    title = None if target is None else target.find(f"{DB}title")
    now = text_of(target if title is None else title)
    return now if len(now) <= LONGEST else now[: LONGEST - 1] + "…"


LONGEST = 40
NESTED = str.maketrans("“”‘’", "‘’“”")  # quotation marks inside others, GB/T 15834-2011
NEAR = 8


def before(target: etree._Element | None) -> str:
    """The words before what was added or taken out in a line."""
    words, node = "", target
    while node is not None and node.tag not in HOLDERS:
        words = "".join(text_of(n) + (n.tail or "") for n in reversed(list(node.itersiblings(preceding=True)))) + words
        node = node.getparent()
        words = ("" if node is None else node.text or "") + words
    return words[-NEAR:]


HOLDERS = tuple(DB + name for name in ("title", "subtitle", "bibliomisc", "para", "glossterm"))


# What each kind of correction did, in the words of Chinese critical apparatus.
DONE = {
    "replace": "“{now}”原作“{was}”",
    "insert": "{after}补“{now}”",
    "delete": "{after}删“{was}”",
    "sic": "“{now}”存疑，未改",
    "structure": "“{now}”原作{was}，今作{kind}",
}
BEHIND = "“{words}”后"
MENDED, ADDED = "{what}原作“{was}”，经编者改定", "{what}经编者补入"
KIND = {"text": "正文", "runin": "段首标题"} | {f"heading {n}": f"{c}级标题" for n, c in enumerate("一二三四五六", 1)}
SAID = {
    "title": "题名", "occasion": "题注", "speaker": "报告人", "date": "日期", "meeting": "会议", "site": "网站", "board": "版块",
    "tid": "主题编号", "pid": "帖子编号", "subject": "主题", "category": "分类", "handle": "发帖人", "posted": "发帖时间",
    "edited": "编辑时间", "views": "浏览数", "replies": "回复数", "place": "发帖地",
}  # fmt: skip


# The characters of these sentences that are others in traditional Chinese.
HANT = str.maketrans(
    "经编补级题报会议网块号类发时间辑览数复处后删标来",
    "經編補級題報會議網塊號類發時間輯覽數覆處後刪標來",
)


def colophon(ed: Edition, into: etree._Element) -> None:
    """What this edition is, from what it was made, and how to cite it; nothing when the style does without."""
    if not ed.style.colophon:
        return
    box = add(into, "section", class_="editorial generated", aria_labelledby="colophon")
    if ed.medium == "screen":
        box.set(TYPE, "colophon")
        box.set("role", "doc-colophon")
    heading(ed, box, "colophon")
    for label, text in colophon_lines(ed.root, ed.style):
        add(box, "p", f"{label}{ed.style.words['colon']}{text}" if label else text, class_="colophon")


def colophon_lines(root: etree._Element, style: ResolvedStyle) -> Iterator[tuple[str, str]]:
    """Label ("" for a sentence) and text of each line of the colophon."""
    words = style.words
    source = root.find(f"{DB}info/{KB}source")
    yield "", words["statement"]
    if source is not None:
        where = [source.get(key, "") for key in ("site", "board", "subject")]
        yield words["source"], "，".join(part for part in where if part) or "—"
        for key in ("handle", "posted"):
            if source.get(key):
                yield words[key], source.get(key, "").replace("T", " ")
        for file in source.iterfind(f"{KB}file"):
            yield words["file"], f"{file.get('name')}（SHA-256 {file.get('sha256')}）"
    yield words["edition"], f"SHA-256 {document.sha256(document.dump(root))}"
    yield words["style"], f"{style.title}（{style.name}，{style.sha256[:12]}）"
    yield words["version"], f"Kanben {__version__}"
    count = len(root.findall(f"{DB}info/{KB}correction"))
    yield words["corrections_count"], words["count"].format(count=count)
    yield words["citation"], citation(root)


def citation(root: etree._Element) -> str:
    """How to cite this edition, after GB/T 7714-2015 (electronic resource); the date of access is the citing reader's."""
    info = root.find(f"{DB}info")
    source = None if info is None else info.find(f"{KB}source")
    author = "" if info is None else text_of(info.find(f"{DB}author/{DB}personname"))
    posted = "" if source is None else source.get("posted", "")[:10]
    site = "" if source is None else source.get("site", "")
    place = "，".join(part for part in (site, "" if source is None or not source.get("tid") else f"主题 {source.get('tid')}") if part)
    text = f"{author}. " if author else ""
    text += f"{front.title(root)}[EB/OL]."
    text += f" ({posted})" if posted else ""
    return f"{text}[引用日期]. {place}." if place else f"{text}[引用日期]."
