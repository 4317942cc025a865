"""The forum's own notices where they stand as text inside a post: edits, attachments, guest walls, hidden and paid blocks, ratings.

Facts: the sentences are those of Discuz!'s language packs (lang_misc.php post_edit, lang_template.php attach_*, replyview, paythread, rate)
from X1.5 to X3.5, of phpwind and of XenForo's Chinese pack, as saved pages show them.  In HTML most are told by their class
already; in text renditions, and where a poster copied them along, only the sentence tells.
"""

from __future__ import annotations

import re

from convert.clean.draft import Draft
from convert.clean.evidence import ADDRESS, enumerated
from convert.source import Block, Line, Table

TIME = r"\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?(?:\s*(?:上午|下午)?\s*\d{1,2}:\d{2}(?::\d{2})?)?(?:\s*[AP]M)?"
SIZE = r"\d+(?:\.\d+)?\s*(?:[KMG]?B|Bytes|字节)"
FILE = r"[^\s，。；]{1,80}\.(?:jpe?g|png|gif|bmp|webp|docx?|xlsx?|pptx?|pdf|txt|rar|zip|7z|wps|caj|mp[34])"

# (rule, a word that the phrase cannot lack, pattern): cut out of a line wherever they stand.
PHRASES: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    (
        "edit-notice",
        "由",
        re.compile(
            rf"\[?\s*(?:本[帖贴]|此[帖贴]|本主[题題])(?:最[后後]|被)?由\s*\S.{{0,30}}?\s*[于於在]\s*{TIME}\s*(?:[编編][辑輯]|修改)\s*\]?"
        ),
    ),
    ("edit-notice", "最", re.compile(rf"\[?\s*(?:最后编辑|最後編輯)(?:于|時間|时间)?\s*[:：]?\s*{TIME}\s*\]?")),
    ("edit-notice", "edited", re.compile(rf"\[\s*Last edited by .{{1,30}}? (?:on|at) {TIME}\s*\]", re.I)),
    ("guest-wall", "马上注册", re.compile(r"马上注册，\s*结交更多好友，\s*享用更多功能，?\s*让你轻松玩转社区。?")),
    (
        "guest-wall",
        "才可以",
        re.compile(
            r"[您你]需要\s*登[录陆]\s*才可以(?:下载或)?(?:查看|浏览|下载)[^。，]{0,8}[，。,]?\s*没有[帐账]号？\s*(?:立即)?注册\s*x?"
        ),
    ),
    ("guest-wall", "子中包含", re.compile(r"本[帖贴]子中包含更多资源")),
    ("attachment", "下载次数", re.compile(rf"{FILE}\s*[(（]\s*{SIZE}\s*[,，]\s*下载次数\s*[:：]\s*\d+[^)）]{{0,40}}[)）]")),
    (
        "attachment",
        "次数",
        re.compile(
            rf"{SIZE}\s*[,，]\s*(?:下载|阅读)次数\s*[:：]\s*\d+(?:\s*[,，]\s*(?:下载积分|售价)\s*[:：]?\s*\S{{1,8}}\s*-?\d+\s*\S?)?"
        ),
    ),
)

# (rule, pattern): a line that is nothing else.
LINES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "attachment",
        re.compile(
            rf"(?:{FILE}|下载附件|保存到相册|点击文件名下载附件|下载积分[:：].{{0,20}}|{TIME}\s*上传(?:\s*点击文件名下载附件)?|(?:下载|查看)原图|登录/注册后可看大图|售价\s*[:：]\s*\d+\s*\S{{1,4}}\s*(?:\[\s*)?(?:记录\s*\])?)"
        ),
    ),
    ("attachment", re.compile(rf"附件\s*[:：]?\s*{FILE}.{{0,40}}|(?:下载附件|保存到相册|{TIME}\s*上传|\s)+")),
    ("guest-wall", re.compile(r"[xX×]|登录|立即注册|没有[帐账]号？.{0,10}")),
    # The sentence cut at its links.
    ("guest-wall", re.compile(r"[您你]需要(?:\s*登[录陆])?|才可以(?:下载或)?(?:查看|浏览|下载).{0,8}没有[帐账]号？.{0,6}")),
    (
        "locked",
        re.compile(
            r"(?:以下内容|本[帖贴](?:子)?(?:有|内)?隐藏的?内容).{0,30}(?:回复|可见|浏览|查看|[:：]).{0,20}|本[帖贴]隐藏的内容[:：]?|(?:游客[,，]\s*)?本[帖贴]隐藏的内容需要积分高于.{0,40}|游客，如果[您你]要查看本[帖贴]隐藏内容请\s*回复"
        ),
    ),
    (
        "locked",
        re.compile(r"(?:本主题需向作者支付|此[帖贴]售价|付费主题[,，]\s*价格|已有\s*\d+\s*人(?:购买|支付)(?=\s|$)).{0,60}|购买主题"),
    ),
    ("locked", re.compile(r"提示\s*[:：]\s*(?:该[帖贴]被管理员或版主屏蔽|作者被禁止或删除.{0,10}).{0,20}|\*{4} ?Hidden Message ?\*{4,5}")),
    (
        "rating",
        re.compile(r"(?:已有\s*\d+\s*人评分|查看全部评分|总评分\s*[:：].{0,60}|本[帖贴]最近评分记录|收起\s*理由)"),
    ),
    (
        "moderation",
        re.compile(
            rf"本主题由\s*\S.{{0,30}}?\s*于\s*{TIME}\s*(?:审核通过|生成文章|加入精华|设置高亮|置顶|移动|推送|提升|关闭|合并|分类|图章).{{0,20}}"
        ),
    ),
    (
        "mood-plugin",
        re.compile(r"[•·]?\s*(?:TA的每日心情|签到天数\s*[:：]\s*\d+\s*天|连续签到\s*[:：].{0,20}|\[LV\.\d+\].{0,12}|该用户从未签到)"),
    ),
    (
        "post-chrome",
        re.compile(
            r"复制代码|搜索更多相关主题的[帖贴]子\s*[:：].{0,80}|只看该作者|显示全部楼层|倒序浏览|阅读模式|电梯直达|(?:回复\s*)?使用道具\s*举报"
        ),
    ),
    ("post-button", re.compile(r"回[复覆]|举报|顶|踩|评分|收藏|分享|\||\[?\s*记录\s*\]?|\]")),
)

# No notice lacks all of these; a paragraph that does is not tried against the patterns.
HINT = re.compile(
    r"^.{0,3}$|下载|附件|上传|原图|大图|注册|帐号|账号|登录|隐藏|以下内容|游客|Hidden|支付|售价|付费|购买|提示|评分|参与人数|收起|主题由|心情|签到|LV\."
    r"|复制代码|主题的|楼层|作者|浏览|模式|直达|举报|\.\w{2,4}"
)


def drop_notices(draft: Draft) -> None:
    """`本帖最后由 X 于 2023-2-1 08:00 编辑 2023年…` → `2023年…`"""
    for number, blocks in enumerate(draft.posts):
        blocks = without_ratings(draft, blocks)
        kept: list[Block | None] = [without_phrases(draft, one) if isinstance(one, Line) else one for one in blocks]
        draft.posts[number] = list(without_lines(draft, [block for block in kept if block is not None]))


# The heads of ratings: 参与人数 2 with 金币 +15 / 收起 / 理由 on this line or the next ones (X2 and later), 本帖最近评分记录 (6 and 7).
RATED = re.compile(r"(?:评分\s*)?参与人数\s*[:：]?\s*(\d{1,4})(?:\s*[^\s，。\d]{1,6}\s*[+-]\s*\d+)*(?:\s|收起|理由)*")
RATED_7 = re.compile(r"本[帖贴]最近评分记录.{0,20}")
ROW_7 = re.compile(rf"\S.{{0,30}}\s[+-]\s?\d+\s.{{0,60}}|{TIME}")
SHOWN = 20  # raters; a post shows no more than the last ones
FEW = 12  # lines that a head takes, one for each points of the board


def without_ratings(draft: Draft, blocks: list[Block]) -> list[Block]:
    """The blocks without the tables of ratings under a post, which a rendition makes a table or a run of short lines: as many raters as
    the head says, each with name, points and reason."""
    kept: list[Block] = []
    place = 0
    while place < len(blocks):
        end = end_of_ratings(blocks, place)
        if end == place:
            kept.append(blocks[place])
            place += 1
            continue
        gone = blocks[place:end]
        if kept and said_in(kept[-1]) == "评分":
            gone.append(kept.pop())
        for line in (line for block in gone for line in lines_in(block)):
            draft.drop_line(line, "rating")
        place = end
    return kept


def head_of_ratings(blocks: list[Block], place: int) -> str:
    """What a block says, with the number behind 参与人数 from the next line, where each text has a line of its own."""
    said = said_in(blocks[place])
    below = said_in(blocks[place + 1]) if said.endswith("参与人数") and place + 1 < len(blocks) else ""
    return f"{said} {below}" if below.isdecimal() else said


def end_of_ratings(blocks: list[Block], place: int) -> int:
    """Where ratings end whose head stands at a place, the place itself where none does: behind 查看全部评分, else behind the last short
    line that a rater can have."""
    head = head_of_ratings(blocks, place)
    if RATED_7.fullmatch(head):
        return next((n for n in range(place + 1, len(blocks)) if not ROW_7.fullmatch(said_in(blocks[n]))), len(blocks))
    found = RATED.fullmatch(head)
    if not found:
        return place
    most = min(len(blocks), place + 1 + FEW + 3 * min(int(found[1]), SHOWN))
    for number in range(place + 1, most):
        text = said_in(blocks[number])
        if text == "查看全部评分":
            return number + 1
        if isinstance(blocks[number], Line) and is_of_text(text):
            return number
    return most


def is_of_text(text: str) -> bool:
    """Whether a line is a report's and no rater's: long, a sentence, a title, an address, or numbered."""
    return len(text) > 30 or "。" in text or text.endswith("报告") or ADDRESS.search(text) is not None or any(enumerated(text))


def lines_in(block: Block) -> list[Line]:
    """The lines of a block."""
    if isinstance(block, Table):
        return [line for row in block.rows for cell in row for line in cell.lines]
    return [block] if isinstance(block, Line) else []


def said_in(block: Block) -> str:
    """What a line says, or the first row of a table."""
    if isinstance(block, Table):
        return " ".join(line.text for cell in block.rows[0] for line in cell.lines) if block.rows else ""
    return block.text if isinstance(block, Line) else ""


def without_phrases(draft: Draft, line: Line) -> Line | None:
    """A line without the notices in it."""
    for rule, word, pattern in PHRASES:
        if word not in line.text:
            continue
        spans = [found.span() for found in pattern.finditer(line.text)]
        if spans:
            rest = draft.cut(line, spans, rule)
            if rest is None:
                return None
            line = rest
    return line


def without_lines(draft: Draft, blocks: list[Block]) -> list[Block]:
    """The blocks without lines that are a notice and nothing else; the vaguer ones (x, 登录, 回复) only beside a certain one or an end."""
    kept: list[Block] = []
    walled = any(drop.rule == "guest-wall" for drop in draft.drops)
    for place, block in enumerate(blocks):
        rule = notice(block.text) if isinstance(block, Line) and len(block.text) <= 120 else ""
        if rule == "guest-wall" and not walled:
            rule = ""
        if rule == "post-button":
            rule = "" if 3 <= place < len(blocks) - 6 else "post-chrome"
        if rule and isinstance(block, Line):
            draft.drop_line(block, rule)
        else:
            kept.append(block)
    return kept


def notice(text: str) -> str:
    """The rule of a line that is nothing but a notice, "" for any other."""
    return next((rule for rule, pattern in LINES if pattern.fullmatch(text)), "") if HINT.search(text) else ""
