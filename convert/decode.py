"""Bytes to text, strictly: what goes in are the bytes of a page, what comes out is its text, the encoding, and findings.

The order is: byte order mark, declared charset, UTF-8, then GB18030 or Big5 by which makes better Chinese.  Nothing is guessed away: bytes
that fit no encoding are an error that names the first of them, but for characters that forum software itself cut in half.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter

from convert.errors import Finding, SourceError

Decoded = tuple[str, str, tuple[Finding, ...]]

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]+)""", re.I)
# GB18030 is a superset of GBK and GB 2312, and pages labelled with the older names hold its characters (镕, 堃, 㐂).
SUPERSET = {
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
}
# Among the most frequent characters of any Chinese text, simplified and traditional; another encoding's bytes seldom make them.
COMMON = frozenset(
    "的一是不了在人有我他这個个们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于着下自之年过過发發后後作里用道行所然家种種事成方多经經么去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并物手应應战戰向头頭文体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几幾口认認条條平系气氣题題活尔爾更别別打女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場件计計管期市直德资資命山金指克许許统統区區保至队隊形社便空决決治展马馬科司五基眼书書非则則听聽白却界达達光放强強即像难難且权權思王象完设設式色路记記南品住告类類求据據程北边邊死张張该該交规規万萬取拉格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導争爭运運"
)
CUT = 0.001  # the share of bytes up to which halves of characters are the forum's doing; more means another encoding


def decode(data: bytes, name: str) -> Decoded:
    """Text, encoding and findings.  SourceError, naming the file and the byte, when no encoding fits."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return attempt(data[len(bom) :], encoding, name), encoding, ()
    said = declared_charset(data)
    faults: list[UnicodeDecodeError] = []
    for encoding in dict.fromkeys(e for e in (said, "utf-8") if e):
        try:
            return data.decode(encoding), encoding, mismatch(said, encoding)
        except UnicodeDecodeError as fault:
            faults.append(fault)
            if encoding == "utf-8" and is_utf8_so_far(data, fault):
                return salvage(data, faults, name)  # GB18030 decodes most UTF-8 bytes too, to mojibake without a fault
    found = best_chinese(data, said, faults)
    return found or salvage(data, faults, name)


def mismatch(said: str | None, encoding: str) -> tuple[Finding, ...]:
    """The finding for a page whose label does not fit its bytes."""
    if said is None or said == encoding:
        return ()
    return (Finding("charset-mismatch", f"The page says it is {said} but does not decode so; it was read as {encoding}."),)


def best_chinese(data: bytes, said: str | None, faults: list[UnicodeDecodeError]) -> Decoded | None:
    """GB18030 or Big5, whichever decodes; where both do, the one whose text has more of the common characters."""
    texts: dict[str, str] = {}
    for encoding in ("gb18030", "big5hkscs"):
        if encoding == said:
            continue
        try:
            texts[encoding] = data.decode(encoding)
        except UnicodeDecodeError as fault:
            faults.append(fault)
    if not texts:
        return None
    encoding = max(texts, key=lambda e: commonness(texts[e]))
    return texts[encoding], encoding, mismatch(said, encoding)


def commonness(text: str) -> float:
    """The share of common characters among those beyond ASCII."""
    counts = Counter(c for c in text if c > "\x7f")
    return sum(n for c, n in counts.items() if c in COMMON) / max(1, counts.total())


def is_utf8_so_far(data: bytes, fault: UnicodeDecodeError) -> bool:
    """Whether what precedes a fault is surely UTF-8: eight characters beyond ASCII that decode are no accident in another encoding."""
    return sum(byte >= 0xC0 for byte in data[: fault.start]) >= 8


def salvage(data: bytes, faults: list[UnicodeDecodeError], name: str) -> Decoded:
    """Text whose only faults are halves of characters, at the end of a file or where forum software cut a string by bytes.

    Each becomes U+FFFD, with a finding; any other byte that does not fit is a SourceError that names it.
    """
    for fault in faults:
        if fault.encoding == "big5hkscs":
            continue
        halves = halves_of(data, fault.encoding)
        if halves is None or len(halves) > max(1, CUT * len(data)):
            continue
        if halves == [fault.start] and fault.start >= len(data) - 4:
            message = f"The file ends inside a character; its last {len(data) - fault.start} bytes were left out."
            return data[: fault.start].decode(fault.encoding), fault.encoding, (Finding("truncated-file", message),)
        message = f"{len(halves)} characters are cut in half, the first at byte {halves[0]}; each shows as U+FFFD."
        return data.decode(fault.encoding, "replace"), fault.encoding, (Finding("cut-characters", message),)
    worst = max(faults, key=lambda f: f.start)
    tried = ", ".join(dict.fromkeys(f.encoding for f in faults))
    raise SourceError(
        f"{name}: byte {worst.start} (0x{data[worst.start]:02X}) fits none of the encodings tried ({tried}); "
        "save the page again from the browser, or convert it to UTF-8"
    )


def halves_of(data: bytes, encoding: str) -> list[int] | None:
    """Where characters are cut in half (a lead byte, then ASCII or the end); None when any other byte does not fit."""
    lowest, highest = (0xC2, 0xF4) if encoding == "utf-8" else (0x81, 0xFE)
    halves: list[int] = []

    def note(fault: UnicodeError) -> tuple[str, int]:
        assert isinstance(fault, UnicodeDecodeError)
        cut = fault.end >= len(data) or data[fault.end] < 0x80
        if not (cut and lowest <= data[fault.start] <= highest):
            raise fault
        halves.append(fault.start)
        return "\ufffd", fault.end

    codecs.register_error("kanben-halves", note)
    try:
        data.decode(encoding, "kanben-halves")
    except UnicodeDecodeError:
        return None
    return halves


def attempt(data: bytes, encoding: str, name: str) -> str:
    """Decode after a byte order mark; SourceError naming the byte."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        fact = f"the byte order mark says {encoding}, but byte {fault.start} does not fit it"
        raise SourceError(f"{name}: {fact}; save the page again") from fault


def declared_charset(data: bytes) -> str | None:
    """The charset that the page declares, widened to its superset; None when it declares none that Python knows."""
    found = DECLARED.search(data[:8192])
    if not found:
        return None
    label = (found[1] or found[2]).decode("ascii", "replace").lower()
    label = SUPERSET.get(label, label)
    try:
        name = codecs.lookup(label).name
    except LookupError:
        return None
    # A charset in which anything decodes proves nothing, and Chinese pages that say so are mislabelled.
    return None if name in ("iso8859-1", "cp1252", "ascii", "utf-16") else name
