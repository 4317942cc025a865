"""What a portal or a forum's plugin sets behind the text: credits, share buttons, and titles of other articles under 相关报道 or 楼主热帖.

A closing label takes with it only lines that look like such titles: short, without a full stop, without numbering.  A sentence, an entry of
the glossary, a signature or a line of date is the author's, and so is all that stands before it: newspapers print the report's own
名词解释 under 相关链接.
"""

from __future__ import annotations

import re
from collections import Counter

from convert.clean.draft import Draft
from convert.clean.evidence import ADDRESS, ANNEX, ENTRY, enumerated
from convert.clean.portal import BARE, chrome_of, is_button
from convert.errors import Finding
from convert.source import Block, Line, Picture

CLOSING = re.compile(
    r"[\[【(（]?\s*(?:(?:责任编辑|责\s*编|编\s*辑|审\s*核|校\s*对|终\s*审|初\s*审|监\s*制|稿源|来\s*源)\s*[:：|｜丨][^。，；]{0,20}"
    r"|(?:供\s*稿|供\s*图|图\s*片|摄\s*影|排\s*版|制\s*图|美\s*编|统\s*筹)\s*(?:[|｜丨][^。，；]{0,20}|[:：][^。，；\d]{1,6})"
    r"|[—\-\s]*(?:THE\s)?END[—\-\s]*|点?(?:分享|收藏|点赞|在看)(?:\s*点?(?:分享|收藏|点赞|在看))*"
    r"|(?:相关(?:报道|新闻|链接|附件|阅读|文章|文档|稿件|政策|帖子|主题)|楼主热帖|热门(?:推荐|帖子|主题)|猜你喜欢|推荐阅读|延伸阅读|友情链接|分享到|分享至|上一篇|下一篇|上一条|下一条)\s*(?:[:：>》][^。；]{0,60})?"
    r"|扫一扫.{0,30}|(?:长按|扫描|扫码)[^。；]{0,30}(?:二维码|关注|公众号)[^。；]{0,30}|(?:点击|立即)?下载\s*(?:APP|客户端)[^。；]{0,20}"
    r"|(?:点赞)?\s*\d+\s*人已?(?:赞过|点赞|打赏)|打赏(?:作者|楼主)?(?:[，,][^。；]{0,20})?|投票已经结束|(?:打印|关闭)(?:本页|窗口|本文|页面)?|附件下载\s*[:：]?\s*(?:.{0,40}\.[a-zA-Z]{3,4})?|(?:版权|免责)声明.{0,60}|版权所有(?![^\s:：，,!！©]).{0,60}|(?:特别|郑重)?声明\s*[:：].{0,80}(?:转载|版权|本[网站]).{0,40})\s*[\]】)）]?"
)
# What the guidelines for government sites want in the foot of each page; before the first two kinds stand whose site it is and how to reach them.
FILED = re.compile(r".{0,30}(?:ICP备|公网安备|网站标识码)\S{0,40}.{0,60}|您是第\s*\d+\s*位访(?:问者|客)|(?:Copyright|©).{1,80}")
OWNER = re.compile(
    r"(?:主办|承办|协办|技术支持|维护)(?:单位)?\s*[:：].{1,80}|(?:联系|咨询)?(?:电话|方式|邮箱)\s*[:：].{1,40}|(?:地址|邮编)\s*[:：].{1,60}|(?:网站地图|联系我们|关于我们|网站声明|\s|[|｜])+"
)
HASH = re.compile(r"[0-9a-f]{32}[:：]?.*")
YEAR = r"(?:\d{4}|[二一][〇○零Ｏ九一二三四五六七八]{3})"
DATE = re.compile(rf"[（(]?\s*{YEAR}\s*年.{{2,9}}日\s*[)）]?")
SIGNATURE = re.compile(
    r".{2,30}(?:人民政府|委员会|办公[室厅]|[政市州县区旗乡镇省]府|代表大会)|.{0,30}(?:主席|[省市州盟县区旗乡镇]长)[\s\u3000].{2,8}"
)
TITLE = 45  # characters; headlines are kept shorter
HEAD = 12  # lines: an excerpt is of the beginning
MOST = 60  # lines; portals list ten or twenty articles


def drop_portal_tail(draft: Draft) -> None:
    """责任编辑： / 相关报道： and the titles that follow, behind the text."""
    if draft.posts and draft.is_report:
        draft.posts[-1] = without_tail(draft, draft.posts[-1])


def without_tail(draft: Draft, blocks: list[Block]) -> list[Block]:
    """The blocks up to the first closing label behind the last line that is the author's."""
    blocks = without_foot(draft, blocks)
    last = last_of_text(blocks)
    labels = [n for n in range(last + 1, len(blocks)) if is_label(blocks[n])]
    if last < 0 or not labels:
        return blocks
    taken = [block for block in blocks[labels[0] :] if isinstance(block, Line)]
    for line in taken:
        draft.drop_line(line, chrome_of(line.text) or "related-links")
    others = [line.text for line in taken if not is_label(line) and not chrome_of(line.text)]
    if others:
        count = sum(len("".join(text.split())) for text in others)
        message = (
            f"Behind the text {len(others)} lines ({count} characters) under a portal's label were left out as titles of other articles."
        )
        draft.findings.append(Finding("tail-dropped", message, quote=others[0][:40]))
    return blocks[: labels[0]]


def without_foot(draft: Draft, blocks: list[Block]) -> list[Block]:
    """The blocks without the foot of a portal's page, told by its numbers of registration, and the lines on its owner around them.

    A page names its owner once: a label that stands in the text too (主办单位：省教育厅 under each of ten projects) is the author's.
    """
    end = len(blocks)
    while end and is_of_foot(blocks[end - 1]):
        end -= 1
    own = {label_of(block) for block in blocks[:end]} - {""}
    own |= {label for label, times in Counter(map(label_of, blocks[end:])).items() if label and times > 1}
    end = max((n + 1 for n in range(end, len(blocks)) if label_of(blocks[n]) in own), default=end)
    foot = [block for block in blocks[end:] if isinstance(block, Line)]
    if not any(FILED.fullmatch(line.text) for line in foot):
        return blocks
    for line in foot:
        draft.drop_line(line, "portal-chrome")
    return blocks[:end]


def label_of(block: Block) -> str:
    """The words before a line's colon, where it may be one on a page's owner."""
    return re.split("[:：]", block.text)[0].strip() if isinstance(block, Line) and OWNER.fullmatch(block.text) else ""


def is_of_foot(block: Block) -> bool:
    """Whether a line may stand in the foot of a portal's page."""
    return isinstance(block, Line) and (FILED.fullmatch(block.text) or OWNER.fullmatch(block.text)) is not None


def last_of_text(blocks: list[Block]) -> int:
    """The last block that is neither label nor title, −1 when there is none among the last."""
    head = max(HEAD, len(blocks) - MOST)
    said = "".join("".join(block.text.split()) for block in blocks[:head] if isinstance(block, Line))
    for number in range(len(blocks) - 1, max(-1, len(blocks) - MOST - 1), -1):
        block = blocks[number]
        if number >= head and isinstance(block, Line) and len(block.text) >= 12 and excerpt(block.text) in said:
            continue  # a portal shows the beginning of its article again where it may be shared
        before = blocks[number - 1] if number else None
        value = isinstance(before, Line) and BARE.fullmatch(before.text) is not None
        if (
            isinstance(block, Picture)
            or is_label(block)
            or (isinstance(block, Line) and (is_title(block.text) or (value and len(block.text) <= 20)))
        ):
            continue
        return number
    return -1


def excerpt(text: str) -> str:
    """A line without blanks and without the dots with which an excerpt breaks off."""
    return re.sub(r"[.…]+$", "", "".join(text.split()))


def is_label(block: Block) -> bool:
    """A line that only a portal sets behind a text."""
    if not isinstance(block, Line):
        return False
    return any(pattern.fullmatch(block.text) for pattern in (CLOSING, HASH, FILED)) or is_button(block.text)


def is_title(text: str) -> bool:
    """Whether a line may be the title of another article, or the portal's chrome; what belongs to a report is neither."""
    if DATE.fullmatch(text) or SIGNATURE.fullmatch(text) or ANNEX.fullmatch(text) or ENTRY.fullmatch(text):
        return False
    if chrome_of(text):
        return True
    return (
        len(text) <= TITLE
        and text[-1] not in "：:，！!"
        and not re.search("[。；]", text)
        and not ADDRESS.search(text)
        and not any(enumerated(text))
    )
