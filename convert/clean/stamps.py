"""What posters, plugins and phone applications put on lines of their own before and behind the text: where it was copied from, by which
application it was sent, that it goes on in the next post; and BBCode that the board was told not to read.

Facts: Discuz!'s plugins (发帖际遇, the microblog connectors' 该贴已经同步到 …) and the tails of phone applications, as saved pages show them;
the tags are those of Discuz!'s function_discuzcode.php.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from convert.clean.draft import Draft
from convert.clean.evidence import JOINT
from convert.source import Block, Line

EDGE = 10  # lines at the beginning and end of a post where a stamp stands

# A line that is nothing else; no sentence of a report ends without its stop, so none of these has one.
STAMPS = re.compile(
    r"[【\[（(]?(?:转载|转贴|转帖|转发)[】\])）]?"
    r"|[【\[（(]?(?:转自|转载自|本文转自|文章转自|原文链接|原文地址|原帖地址|本文链接|文章链接|转载地址|来源链接)\s*[:：][^。；]{1,120}"
    r"|[—\-–\s]*(?:发自|(?:本[帖贴])?来自\s*[:：]?|来源于|Sent from)\s*(?:我的|我|my)?[^。，；]{0,24}?(?:客户端|手机版|小尾巴|iPhone|iPad|Android|安卓|APP)[^。，；]{0,16}"
    r"|[—\-–\s]*发自我的\s?[^。，；]{1,24}"
    r"|[—\-–]{1,3}\s*来自\s*\S{1,16}\s+v?\d+(?:\.\d+)+\S{0,8}"
    r"|\[发帖际遇\]\s*[:：].{0,160}"
    r"|[该本此][贴帖]已经?同步到.{1,30}"
    r"|补充内容\s*[(（]\s*\d{4}-\d{1,2}-\d{1,2}\s+\d{1,2}:\d{2}\s*[)）]\s*[:：]?"
    r"|[↑↓☝👆\s]*(?:请)?(?:长按|点击|扫描)[^。，；]{0,20}(?:关注|订阅|二维码)[^。，；]{0,12}[↑↓☝👆\s]*",
    re.I,
)
HINT = re.compile(r"[转原链]|补充|来自|发自|Sent|际遇|同步|关注|订阅|二维码|来源于", re.I)

NAMES = "b|i|u|s|color|size|font|align|p|list|\\*|quote|url|email|img|hide|free|code|table|tr|td|float|indent|backcolor|attach|attachimg|postbg|hr|media|flash|audio|index|page"
TAG = re.compile(rf"\[(?P<close>/?)(?P<name>{NAMES})(?:=[^\[\]\n]{{0,120}})?\]", re.I)
# What stands between these tags is an address or a number, not text.
VALUES = re.compile(r"\[(img|attach|attachimg|postbg|media|flash|audio)(?:=[^\[\]\n]{0,120})?\][^\[\]\n]{0,200}\[/\1\]", re.I)
CENTRED = re.compile(r"\[align=center\]", re.I)


def drop_bbcode(draft: Draft) -> None:
    """`[align=center][b]一、工作回顾[/b][/align]` → `一、工作回顾`, where the posts close a tag that they have opened."""
    lines = [block.text for blocks in draft.posts for block in blocks if isinstance(block, Line) and "[" in block.text]
    found = [tag for text in lines for tag in TAG.finditer(text)]
    if not {tag["name"].lower() for tag in found if tag["close"]} & {tag["name"].lower() for tag in found if not tag["close"]}:
        return
    draft.each_line(lambda line: without_tags(draft, line))


def without_tags(draft: Draft, line: Line) -> Line | None:
    """A line without its BBCode; what a tag centres is centred."""
    if "[" not in line.text:
        return line
    values = [found.span() for found in VALUES.finditer(line.text)]
    spans = values + [found.span() for found in TAG.finditer(line.text) if not any(a <= found.start() < b for a, b in values)]
    if not spans:
        return line
    rest = draft.cut(line, spans, "stray-markup")
    return replace(rest, centred=True) if rest is not None and CENTRED.search(line.text) else rest


def drop_stamps(draft: Draft) -> None:
    """Stamps at the edges of each post, and the lines that say that the text goes on in another."""
    for number, blocks in enumerate(draft.posts):
        draft.posts[number] = list(without_stamps(draft, blocks, several=len(draft.posts) > 1))


def without_stamps(draft: Draft, blocks: list[Block], *, several: bool) -> Iterator[Block]:
    """The blocks of one post without its stamps."""
    for place, block in enumerate(blocks):
        rule = ""
        if isinstance(block, Line) and len(block.text) <= 180:
            text, near = block.text.strip(), min(place, len(blocks) - 1 - place)
            if near < EDGE and HINT.search(text) and STAMPS.fullmatch(text):
                rule = "poster-stamp"
            elif several and near < 2 and JOINT.fullmatch(text):
                rule = "continued"
        if rule and isinstance(block, Line):
            draft.drop_line(block, rule)
        else:
            yield block
