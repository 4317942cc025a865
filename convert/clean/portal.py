"""What a poster copied along from the portal or newspaper page where he found the report.

Facts, counted in 62 provincial reports as their portals show them (2025, 2026): 23 begin with 下载 / 打印 / 全屏 / 收藏 / 【字号： / 加大 / 还原 /
减小 / 】, each on a line; between title and salutation stand 来源：, 时间：, 编辑：, the value at times on the next line, and captions
(…记者 某某摄); behind the last paragraph 责任编辑：, 扫一扫在手机打开当前页, 相关报道：, 相关附件>>, lists of titles with 32 hex digits, 打印本页, 关闭窗口.
So such lines go only before the first paragraph (here) and behind the last (tail.py); in between they are the author's.
"""

from __future__ import annotations

import re

from convert.clean.draft import Draft
from convert.source import Block, Line, Table

HAN = re.compile("[\u3400-\u9fff]")
VALUE = r"[^。；！？]{0,40}?"
STAMP = r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s*\d{1,2}[:：时]\d{2}分?(?:[:：]\d{2})?)?"
LABEL = (
    r"(?:(?:信息|文章|稿件|新闻|内容|资料)?来\s*源|(?:发布|发表|更新|成文|印发|生成|公开)?(?:时间|日期)|作\s*者|责任编辑|责\s*编|编\s*辑|审\s*核|校\s*对|录\s*入|初\s*审|终\s*审|监\s*制|浏览(?:次数|量)?|点击(?:次数|数|率)?|阅读(?:次数|量|数)?|"
    r"访问(?:次数|量)|字\s*号|字\s*体|字体大小|分享(?:到|至)?|打印|收藏|保护视力色|背景色|视力保护色|索\s*引\s*号|发布机构|信息分类|主题分类|文\s*号|稿源|摄影|供稿|发布人|发布单位|相关报道|相关链接|相关附件|附件下载)"
)
BUTTON = (
    r"(?:下载|打印(?:本[页文])?|全屏|收藏|加大|还原|减小|放大|缩小|默认|特大|关闭(?:窗口|本页|页面)?|返回(?:顶部|首页|列表)?|分享(?:到|至|本页)?|微信(?:扫一扫)?|新浪微博|腾讯微博|微博|人人网|开心网|豆瓣网?|百度贴吧|钉钉|更多|QQ空间|QQ好友|朋友圈|复制链接|"
    r"扫一扫(?:在手机(?:上)?打开当前页(?:面)?|分享)?|我要(?:纠错|收藏|分享)|语音(?:播报|朗读)|朗读|无障碍|繁体|简体|大|中|小|T|A[+-]?|首页|字号|字体|【|】|\[|\]|[|｜>·、/])"
)
FIELD = re.compile(rf"[\[【(（]?\s*{LABEL}\s*[:：>|｜丨]+\s*(?:{STAMP}|[大中小\s]+|{VALUE})\s*[\]】)）]?")
NEXT = re.compile(rf"[^。；！？]{{0,40}}?[\[【(（\s]\s*(?={LABEL}\s*[:：])")
# 首页 > 新闻 > 要闻
TRAIL = re.compile(
    r"(?:(?:当前|您(?:现在)?(?:所在)?的|所在)位置\s*[:：]\s*)?(?:网站)?首\s?页(?:\s*[>›»＞→]+\s*[^>›»＞→。；]{1,40}){1,6}\s*[>›»＞→]*"
)
# 原创 岚川发布 岚川发布 2022年02月20日 09:33 岚川 (WeChat: account, author, minute, place)
BYLINE = re.compile(
    r"(?:原创\s+)?(?:[^\s，。；：]{1,20}\s+){1,3}\d{4}[-/年]\d{1,2}[-/月]\d{1,2}日?\s+\d{1,2}:\d{2}(?:\s+[^\s，。；]{1,10})?"
)
BARE = re.compile(rf"[\[【(（]?\s*{LABEL}\s*[:：]\s*")
BUTTONS = re.compile(rf"(?:[\[【(（]\s*)?(?:{BUTTON}[\s:：]*)+(?:[\]】)）])?")
# A day alone may be the report's own line of date; with a clock, in digits and dashes, or beside a paper's name it is the portal's.
PAPER = r"[^，。；！？：\s]{2,14}(?:报|网|社|台|发布|客户端)"
STAMPED = re.compile(
    rf"(?:{STAMP}(?<=[\d分])(?![\d日])|\d{{4}}[-/.]\d{{1,2}}[-/.]\d{{1,2}})(?:\s*{PAPER}(?=\s|$))?|{STAMP}\s*{PAPER}(?=\s|$)|{STAMP}(?=\s*[\[【(（]?{LABEL}\s*[:：])"
)
OFFICE = re.compile(r"省长|市长|区长|县长|主席|主任|州长|[旗盟镇乡院]长")
AUTHOR = re.compile(r"作\s*者\s*[:：]")  # with an office it is the speaker's line
CAPTION = re.compile(
    r".{0,110}(?:记者|通讯员|摄影|供图)[\s:：/]*\S{1,4}\s?\S{0,8}\s*(?:/?摄影?(?:报道)?|供图|/文)[)）]?。?|(?:图为|图片说明[:：]|△|▲|↑).{2,100}"
)
MET = re.compile(r"地\s*点\s*[:：]|^会议时间")  # where and when a meeting was held
LONG = 60  # Han characters; captions, titles of articles and credits stay below


def drop_portal_front(draft: Draft) -> None:
    """来源：某报 / 【字号：大 中 小】 before the text, and photographers' credits anywhere."""
    for number, blocks in enumerate(draft.posts if draft.is_report else ()):
        front = 0 if number else front_of(blocks)
        draft.posts[number] = without_front(draft, blocks[:front]) + [b for b in blocks[front:] if not dropped_caption(draft, b)]


def front_of(blocks: list[Block]) -> int:
    """How many blocks stand before the first paragraph of the text."""
    for number, block in enumerate(blocks):
        if isinstance(block, Table):
            return number
        if isinstance(block, Line) and starts_text(block.text):
            return number
        if number >= 40:
            return 0
    return 0


def starts_text(text: str) -> bool:
    """A paragraph, a salutation, or the first numbered heading."""
    if re.match(r"(?:各位代表|同志们|各位委员|[一1][、.．]|（一）|\(一\))", text):
        return True
    if len(text) > 4 * LONG:
        return True
    return len(HAN.findall(text)) >= LONG and not CAPTION.fullmatch(text)


def without_front(draft: Draft, blocks: list[Block]) -> list[Block]:
    """The blocks before the text without portal chrome; a label alone on its line takes its value on the next with it."""
    kept: list[Block] = []
    waiting = False
    for block in blocks:
        if not isinstance(block, Line):
            kept.append(block)
            continue
        rule = chrome_of(block.text)
        if not rule and waiting and len(block.text) <= 20 and not re.search(rf"报告|会议|{OFFICE.pattern}", block.text):
            rule = "portal-chrome"
        waiting = BARE.fullmatch(block.text) is not None
        if rule:
            draft.drop_line(block, rule)
        else:
            kept.append(block)
    return kept


def whole(text: str) -> str:
    """The rule of a line that is a caption, a trail or a byline from beginning to end."""
    return "photo-caption" if CAPTION.fullmatch(text) else "portal-chrome" if TRAIL.fullmatch(text) or BYLINE.fullmatch(text) else ""


def chrome_of(text: str) -> str:
    """The rule of a line of portal chrome, "" for any other."""
    if len(text) > 160 or (AUTHOR.search(text) and OFFICE.search(text)) or MET.search(text):
        return ""
    if rule := whole(text):
        return rule
    rest = text
    for _ in range(12):
        rest = rest.strip(" \u3000\xa0|｜")
        if not rest:
            return "portal-chrome"
        found = max((m for p in (FIELD, STAMPED, BUTTONS) if (m := p.match(rest)) and m.end()), key=lambda m: m.end(), default=None)
        if found is None:
            return ""
        rest = rest[found.end() :]
        # A value runs to the next label, that of the last field to the line's end.
        if found.re is FIELD and not re.match(rf"\s*[\[【(（]?\s*(?:{LABEL}\s*[:：]|{BUTTON})", rest):
            value = NEXT.match(rest)
            if value:
                rest = rest[value.end() :]
                continue
            return "portal-chrome" if len(rest) <= 40 and not re.search("[。；！？]", rest) else ""
    return ""


def dropped_caption(draft: Draft, block: Block) -> bool:
    """A photographer's credit between the paragraphs goes too: nothing else ends in …记者 某某摄."""
    if (
        isinstance(block, Line)
        and len(block.text) <= 120
        and re.fullmatch(r".{0,100}(?:记者|通讯员)\s*\S{1,4}\s?\S{0,6}\s*摄[)）]?。?", block.text)
    ):
        draft.drop_line(block, "photo-caption")
        return True
    return False


def is_button(text: str) -> bool:
    """A line of the portal's buttons (single characters alone may be a report's)."""
    return len(text) >= 2 and BUTTONS.fullmatch(text) is not None and chrome_of(text) != ""
