"""Pages of boards nobody knows: the names of known templates are made unknown; the report must be there all the same, and be said a guess."""

import random
import re
import zlib

import pytest
from composed.boards import BOARDS
from composed.bodies import FORMS
from composed.check import bare, manuscript_of, texts_of, unaccounted
from composed.report import make_report
from composed.templates import PAGES as FIRST
from composed.templates import Written

PAGES = {**FIRST, **BOARDS}
REPORT = make_report(21)
REPLIES = (
    Written("江上客", "2023-4-26 08:01:02", "谢谢楼主分享，收藏了。", "900107", "31"),
    Written("写材料的人", "2023-4-26 09:01:02", "（一）关于产业。去年说的园区到现在没有动静。", "900109", "44"),
)
SAYS = re.compile(r"""\b(class|id|itemprop|component|name|property)=(["'])(.*?)\2""")
DATA = re.compile(r"""\s(?:data-[\w-]+|_host|js_\w+|replyid|isfirst)=(["']).*?\1""")


def unknown(page: str) -> str:
    """The page with every name in its markup made another, the same for the same."""

    def other(found: re.Match[str]) -> str:
        names = (f"k{zlib.crc32(re.sub(r'[0-9]', '', name).encode()) % 9973}" for name in found[3].split())
        return f"{found[1]}={found[2]}{' '.join(names)}{found[2]}"

    head, _, body = page.partition("<body")
    return re.sub("<meta[^>]*>", "", head) + "<body" + SAYS.sub(other, DATA.sub("", body)).replace("article", "div")


def body(lines: list[str]) -> str:
    return FORMS["ideographic_indent"](lines, random.Random(1))


@pytest.mark.parametrize("template", sorted({*PAGES} - {"printed"}))  # which has no names
def test_a_page_without_a_known_name_keeps_the_report(template: str) -> None:
    page = unknown(PAGES[template](REPORT[0], [Written("岚川旧档", "2023-4-25 20:37:55", body(REPORT), "900101"), *REPLIES]))
    manuscript = manuscript_of(page)
    texts = texts_of(manuscript)
    start = texts.index(bare(REPORT[1])) if texts[0] != bare(REPORT[0]) else 1
    assert texts[start : start + len(REPORT) - 1] == [bare(line) for line in REPORT[1:]]
    assert unaccounted(manuscript) == ""
    assert "guessed-reader" in {finding.code for finding in manuscript.findings}


PARTS = [
    Written("岚川旧档", "2023-4-25 20:37:55", body(REPORT[:20]), "900101"),
    REPLIES[0],
    Written("岚川旧档", "2023-4-25 20:41:55", body(REPORT[20:]), "900103"),
    REPLIES[1],
]


@pytest.mark.parametrize("template", ["xenforo_2", "xenforo_1", "mybb", "flarum", "discourse", "nga", "vbulletin_5", "phpbb"])
def test_a_report_in_several_posts_of_an_unknown_board(template: str) -> None:
    texts = texts_of(manuscript_of(unknown(PAGES[template](REPORT[0], PARTS))))
    assert texts == [bare(line) for line in REPORT]
