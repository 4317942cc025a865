"""Bytes to text, strictly: what goes in are the bytes of a page, what comes out is its text, the encoding, and findings.

The order is: byte order mark, UTF-8 where all fits it, the declared charset, then GB18030 or Big5 by which makes better Chinese.  A page
that no encoding fits whole is read piece by piece: a server-side include brings a block in another encoding, forum software cuts strings
inside a character, a disk loses a byte.  What fits nothing shows as U+FFFD, with a finding; much of it is an error that names the first byte.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from dataclasses import dataclass, field

from convert.errors import Finding, SourceError

Decoded = tuple[str, str, tuple[Finding, ...]]

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)|<\?xml[^>]{0,100}encoding\s*=\s*["']([\w.:-]+)""", re.I)
# GB18030 is a superset of GBK and GB 2312, and pages labelled with the older names hold its characters (镕, 堃, 㐂).
SUPERSET = {
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs"), "big5hkscs"),
}
CHINESE = ("gb18030", "big5hkscs")
# Among the most frequent characters of any Chinese text, simplified and traditional; another encoding's bytes seldom make them.
COMMON = frozenset(
    "的一是不了在人有我他這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于着下自之年过過发發后後作里用道行所然家种種事成方多经經么去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實日军軍者意无無力它与與长長把机機十民第公此已工使情明性知全三又关關点點正业業外将將两兩高间間由问問很最重并物手应應战戰向头頭文体體政美相见見被利什二等产產或新己制身果加西斯月话話合回特代内內信表化老给給世位次度门門任常先海通教儿兒原东東声聲提立及比员員解水名真论論处處走义義各入几幾口认認条條平系气氣题題活尔爾更别別打女变變四神总總何电電数數安少报報才结結反受目太量再感建务務做接必场場件计計管期市直德资資命山金指克许許统統区區保至队隊形社便空决決治展马馬科司五基眼書书非则則听聽白却界达達光放强強即像难難且权權思王象完设設式色路记記南品住告类類求据據程北边邊死张張该該交规規万萬取拉格望觉覺术術领領共确確传傳师師观觀清今切院让讓识識候带帶导導争爭运運"
)
CUT = 0.001  # the share of characters up to which what does not decode is an accident; more means another encoding


def decode(data: bytes, name: str) -> Decoded:
    """Text, encoding and findings.  SourceError, naming the file and the byte, when no encoding fits."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return marked(data[len(bom) :], encoding, name)
    if wide := unmarked_utf16(data):
        return marked(data, wide, name)
    said = declared_charset(data)
    # Chinese text in another encoding never decodes as UTF-8, so that goes before any label; of nothing but ASCII the label decides.
    for other in (said, "utf-8") if data.isascii() else ("utf-8", said):
        if other and other not in CHINESE and (text := strictly(data, other)) is not None:
            return text, other, mismatch(said, other)
    # GB18030 decodes most UTF-8 bytes too, to nonsense without a fault.
    encoding = "utf-8" if is_mostly_utf8(data) else best_chinese(data, said)
    whole = strictly(data, encoding)
    if whole is None or (encoding in CHINESE and UTF8_RUN.search(data)):
        return mended(data, encoding, said, name)
    return whole, encoding, mismatch(said, encoding)


def unmarked_utf16(data: bytes) -> str:
    """UTF-16 without its mark, told by the NUL that is half of each ASCII character; "" for anything else."""
    head = data[:4096]
    first, second = head[::2].count(0), head[1::2].count(0)
    if max(first, second) * 8 < len(head) or min(first, second) * 50 > len(head):
        return ""
    encoding = "utf-16-le" if second > first else "utf-16-be"
    return encoding if strictly(data, encoding) is not None else ""


LABEL = 1.3  # how much better the other Chinese encoding must read before a label is not believed


def best_chinese(data: bytes, said: str | None) -> str:
    """GB18030 or Big5, either of which decodes most bytes of the other: the one whose text has more of the common characters."""
    return max(CHINESE, key=lambda e: commonness(data.decode(e, "ignore")) * (LABEL if e == said else 1))


def strictly(data: bytes, encoding: str) -> str | None:
    """The text, None when some byte does not fit."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def is_mostly_utf8(data: bytes) -> bool:
    """Whether half of the bytes beyond ASCII are Han characters in UTF-8; of Chinese text in another encoding a fiftieth looks so."""
    high = len(data) - len(data.translate(None, HIGH))
    return high > 0 and len(UTF8_HAN.findall(data)) * 6 >= high


def mismatch(said: str | None, encoding: str) -> tuple[Finding, ...]:
    """The finding for a page whose label does not fit its bytes."""
    if said is None or said == encoding:
        return ()
    return (Finding("charset-mismatch", f"The page says it is {said} but its bytes are not; it was read as {encoding}."),)


def commonness(text: str) -> float:
    """The share of common characters among those beyond ASCII."""
    counts = Counter(text)
    beyond = sum(n for c, n in counts.items() if c > "\x7f")
    return sum(n for c, n in counts.items() if c in COMMON) / max(1, beyond)


def marked(data: bytes, encoding: str, name: str) -> Decoded:
    """The text behind a byte order mark, which is believed; SourceError naming the byte where much of it does not fit."""
    if encoding == "utf-8":
        try:
            return data.decode(encoding), encoding, ()
        except UnicodeDecodeError:
            return mended(data, encoding, encoding, name)
    pieces = Pieces(encoding)
    pieces.add(data, 0)
    return pieces.finish(data, None, name)


# --- pages that no encoding fits whole ---------------------------------------------------------------------------------------------

# Bytes below 0x40 but the digits are no part of a character in UTF-8, GB18030 or Big5: between them any of the three may begin anew.
PIECE = re.compile(rb"[0-9@-\xff]+")
HIGH = bytes(range(0x80, 0x100))
UTF8_HAN = re.compile(rb"[\xe3-\xe9][\x80-\xbf]{2}")
UTF8_RUN = re.compile(rb"(?:[\xe3-\xe9][\x80-\xbf]{2}|\xef[\xbc-\xbd][\x80-\xbf]){3}")


def mended(data: bytes, main: str, said: str | None, name: str) -> Decoded:
    """The text piece by piece, each in the page's encoding or in another that it fits better."""
    pieces = Pieces(main)
    end = 0
    for found in PIECE.finditer(data):
        pieces.parts.append(data[end : found.start()].decode("ascii"))
        pieces.add(found[0], found.start())
        end = found.end()
    pieces.parts.append(data[end:].decode("ascii"))
    return pieces.finish(data, said, name)


@dataclass(slots=True)
class Pieces:
    """A page's text being put together, with what was found on the way: pieces in another encoding, and bytes that fit none."""

    main: str
    parts: list[str] = field(default_factory=list)
    foreign: list[tuple[str, str]] = field(default_factory=list)  # (encoding, text)
    faults: list[tuple[int, bool]] = field(default_factory=list)  # (place of the byte, whether it is a character cut in half)

    def add(self, piece: bytes, place: int) -> None:
        """A piece that begins at a place of the page."""
        other = "" if piece.isascii() else foreign(piece, self.main)
        if other:
            text = piece.decode(other)
            self.foreign.append((other, text))
        else:
            text = replaced(piece, place, self.main, self.faults)
        self.parts.append(text)

    def finish(self, data: bytes, said: str | None, name: str) -> Decoded:
        """The whole text and its findings; SourceError when too much of it fits no encoding."""
        text = "".join(self.parts)
        if len(self.faults) > max(1, CUT * len(text)):
            first = self.faults[0][0]
            raise SourceError(
                f"{name}: {len(self.faults)} bytes fit none of the encodings tried, the first is byte {first} (0x{data[first]:02X}); "
                "save the page again from the browser, or convert it to UTF-8"
            )
        note = self.cut_off(len(data))
        if note:
            text = text.removesuffix("\ufffd")
        return text, self.main, (*mismatch(said, self.main), *note, *self.mixed(), *self.told(text))

    def cut_off(self, length: int) -> tuple[Finding, ...]:
        """The finding for a file that ends inside a character, which then is no fault."""
        if not self.faults or self.faults[-1][0] < length - 4 or not self.faults[-1][1]:
            return ()
        left = length - self.faults.pop()[0]
        return (Finding("truncated-file", f"The file ends inside a character; its last {left} bytes were left out."),)

    def mixed(self) -> tuple[Finding, ...]:
        """The finding for pieces in another encoding."""
        if not self.foreign:
            return ()
        encodings = ", ".join(sorted({encoding for encoding, _ in self.foreign}))
        message = f"{len(self.foreign)} stretches of this {self.main} page are in {encodings} and were read so; compare them with the page."
        return (Finding("mixed-encoding", message, quote=self.foreign[0][1][:40]),)

    def told(self, text: str) -> tuple[Finding, ...]:
        """The finding for bytes that fit no encoding."""
        if not self.faults:
            return ()
        where = ", ".join(str(place) for place, _ in self.faults[:10])
        at = text.index("\ufffd")
        quote = text[max(0, at - 10) : at + 11]
        halves = all(half for _, half in self.faults)
        several = len(self.faults) > 1
        what = ("characters are" if several else "character is") + " cut in half" if halves else "bytes fit" if several else "byte fits"
        message = f"{len(self.faults)} {what}{'' if halves else ' no encoding'} (at byte {where}); each shows as U+FFFD."
        return (Finding("cut-characters" if halves else "undecodable-bytes", message, quote=quote),)


def foreign(piece: bytes, main: str) -> str:
    """The encoding that a piece is in, when it surely is not the page's; "" when it may well be."""
    if main == "utf-8":
        if is_mostly_utf8(piece) or strictly(piece, main) is not None:
            return ""
        found = [e for e in CHINESE if is_everyday(strictly(piece, e) or "", e)]
        return max(found, key=lambda e: commonness(piece.decode(e)), default="")
    text = strictly(piece, "utf-8") if is_mostly_utf8(piece) else None
    if text is None or len(UTF8_HAN.findall(piece)) < 2:
        return ""
    return "utf-8" if commonness(text) >= commonness(strictly(piece, main) or "") else ""


def is_everyday(text: str, encoding: str) -> bool:
    """Whether a text is made of the characters in use, those of GB 2312 or of Big5; bytes of another encoding make rare ones."""
    try:
        return len(text) > 1 and len(text.encode("gb2312" if encoding == "gb18030" else "big5")) > 1
    except UnicodeEncodeError:
        return False


def replaced(piece: bytes, place: int, encoding: str, faults: list[tuple[int, bool]]) -> str:
    """The text of a piece with U+FFFD for each byte that does not fit; their places are added to `faults`."""
    lowest, highest = (0xC2, 0xF4) if encoding == "utf-8" else (0x81, 0xFE)

    def note(fault: UnicodeError) -> tuple[str, int]:
        assert isinstance(fault, UnicodeDecodeError)
        cut = fault.end >= len(piece) or piece[fault.end] < 0x80
        faults.append((place + fault.start, cut and lowest <= piece[fault.start] <= highest))
        paired = encoding in CHINESE and not cut and len(faults) < MANY
        return "\ufffd", aligned(piece, fault.end, encoding) if paired else fault.end

    codecs.register_error("kanben-replaced", note)
    return piece.decode(encoding, "kanben-replaced")


MANY = 1000  # faults, from which on a page is beyond mending


def aligned(piece: bytes, start: int, encoding: str) -> int:
    """Where the next character begins behind a spoilt byte: that may have been the first of a pair, and the byte left of it would
    pair with the next, and so on to the end."""
    one, other = (commonness(piece[n : n + 200].decode(encoding, "ignore")) for n in (start, start + 1))
    return start + 1 if other > one else start


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
