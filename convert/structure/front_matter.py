"""Title, occasion, speaker and salutation, in whatever order and however broken over lines they come.

    2023年云梧县政府工作报告
    ——2023年1月7日在云梧县第十届人民代表大会第二次会议上
    云梧县人民政府县长 南男
    各位代表：
->  title, occasion, speaker, salutation
"""

from __future__ import annotations

import re
from itertools import pairwise

from convert.source import Line
from convert.structure.draft import Draft, Kind, Part
from convert.structure.numbers import HAN_YEAR, YEAR, number_of
from convert.structure.punctuation import fold
from convert.structure.sentences import finished, first_sentence, han

REACH, NEAR = 30, 12  # lines: no front matter is longer; few are as long

AUDIENCE = (
    r"(?:主席团|大会主席团|(?:尊敬的)?(?:各位)?(?:主席|副主席|主任|副主任|秘书长|议长|副议长|委员|议员)(?:女士|先生)?|(?:尊敬的)?各位(?:代表|委员|领导|同志|来宾|同仁|常委|组成人员|朋友|老师|股东|[\u4e00-\u9fff]{2,4})"
    r"|尊敬的[\u4e00-\u9fff]{0,8}(?:主席|副主席|主任|主任委员|议长|团长)(?:先生|女士)?|(?![我你他它人咱])[\u4e00-\u9fff]{1,3}们"
    r"|同志们|代表们|委员们|朋友们|女士们?|先生们?|父老乡亲们)"
)
# A written report names the body that receives it, as papers do (GB/T 9704-2012 §7.3.2): 县人大常委会：
RECIPIENT = r"[\u4e00-\u9fff、，]{0,20}(?:委员会|常委会|政府|代表大会)[：:]"
SALUTATION = re.compile(rf"{AUDIENCE}(?:[、，,；;和及\s]*{AUDIENCE})*[：:！!，,]?|{RECIPIENT}")
GREETED = re.compile(rf"({AUDIENCE}(?:[、，,\s]*{AUDIENCE})*[：:！!])\s*(?=(?:现在|我代表|我受|受|根据|按照|今天|下面)[^。]{{2,}})")

MEETING = r"(?:代表大会|人民大会|[人党职教工团妇]代会|大会|会议|全会|[一二三四五六七八九十]次会(?!议)|定期会|临时会)"
HEADS = (  # of two characters, which centred lines spread: 县　长
    "省长 市长 区长 县长 州长 盟长 旗长 镇长 乡长 主席 总理 主任 专员 书记 院长 局长 厅长 部长 处长 校长 会长 行长 团长 师长 政委 场长 社长 所长 台长 村长 总裁"
)
POSTS = (
    "(?:"
    + "|".join(r"[ \u00a0\u3000]{0,4}".join(head) for head in HEADS.split())
    + r"|行政长官|检察长|董事长|总经理|秘书长|苏木达|嘎查达|理事长|主任委员|委员长|总干事)"
)
POST = rf"[\u4e00-\u9fff（）()、·]{{0,24}}?{POSTS}"
# Two to four characters, with or without blanks between them all; the long names of other peoples with a dot; crosses for a name left out.
NAME = (
    r"(?:[\u4e00-\u9fff](?:[ \u00a0\u2002-\u200a\u3000]{1,4}[\u4e00-\u9fff]){1,5}|[\u4e00-\u9fff]{2,4}|[×＊*]{2,3}|[xX○]{3}"
    r"|[\u4e00-\u9fff]{1,6}(?:[·•・][\u4e00-\u9fff]{1,6}){1,3}|[\u4e00-\u9fff]{5,7})"
)
SPEAKER = re.compile(rf"[（(]?(?:报告人|讲话人|作者)?[：:]?\s*(?P<post>{POST})[\s：:　]*(?P<name>{NAME})(?:同志)?[）)]?")
BUREAU = "(?<![新大全格布时])局"  # 开新局, 顾大局 are no bureaus
# A government and a name, the post left out: 云梧县人民政府　林远.
OFFICE = re.compile(
    rf"(?P<post>[\u4e00-\u9fff]{{2,24}}(?:人民政府|委员会|办公室|法院|检察院|人大常委会|{BUREAU}|厅))[\s　]+(?P<name>(?!.*(?:政府|委员会|报告)){NAME})"
)
NAMED = re.compile(rf"[（(]?(?:报告人|讲话人)[：:]\s*(?P<post>)(?P<name>{NAME})[）)]?")
# Reports on plans and budgets are delivered by an authority, often without a person: 汀原市财政局.
AUTHORITY = re.compile(rf"[（(]?[\u4e00-\u9fff]{{2,24}}(?:{BUREAU}|厅|委员会|办公室|政府|法院|检察院)[）)]?")
POST_ALONE = re.compile(rf"[（(]?(?P<post>{POST})[）)]?")
NAME_ALONE = re.compile(rf"{NAME}")
# The speaker inside a news sentence, 会议上省长某某作政府工作报告。, or between date and meeting, 某某市长在…会议.
SHORT_NAME = r"(?:[\u4e00-\u9fff](?:[ \u00a0\u2002-\u200a\u3000]{1,4}[\u4e00-\u9fff]){1,2}|[\u4e00-\u9fff·•]{2,12}?)"
TITLE_HOLDER = rf"(?P<speaker>(?P<post>[\u4e00-\u9fff（）()、]{{0,16}}?{POSTS})[\s　]*(?P<name>{SHORT_NAME}))"
REPORTED = re.compile(
    rf".*{MEETING}(?:[（(].{{1,12}}[）)])?上?[，,\s]*{TITLE_HOLDER}(?:同志)?(?:代表[\u4e00-\u9fff]{{2,20}}?)?(?:向大会)?(?:所)?[作做]"
)
IN_MIDDLE = re.compile(rf"日[，,\s]*(?P<speaker>(?P<name>[\u4e00-\u9fff]{{2,4}}?)(?P<post>{POSTS}))在")
POST_FIRST = re.compile(rf"日[，,\s]*{TITLE_HOLDER}在")
TAIL = re.compile(rf"^(?P<occasion>.*{MEETING}上?[）)]?)[\s　]+(?P<speaker>{POST}[\s　]*{NAME})$")
TAIL_TIGHT = re.compile(rf"^(?P<occasion>.*{MEETING}上[）)]?)(?P<speaker>{POST}[\s　]*{NAME})$")
# Post and name behind the meeting, a comma or blanks between, inside its bracket or not.
LAST = re.compile(rf"{MEETING}上?[，,\s]+(?P<speaker>(?P<post>{POST})[\s　]*(?P<name>{NAME}))[）)]?$")
TITLED = re.compile(r"^(?P<title>.{0,60}?(?:工作报告|报告))[\s　]*(?P<rest>(?:——|—|--|―|[（(]|[\s　])\s*.*" + MEETING + ".*)$")
REPORT = re.compile(r"报告|公报|讲话|总结|致辞|演讲|汇报|述职|(?:规划|发展|目标).{0,12}纲要|五年规划|五年计划|工作(?:要点|计划|打算)")
ENDS_TITLE = re.compile(r"(?:报告|公报|讲话|总结|致辞|演讲|汇报|纲要|规划|计划|要点|打算)(?:[（(][^（()）]{1,20}[）)])?$")
TITLE_PART = re.compile(
    r"[^：:。？！.…吗呢]*(?:[年省市县縣区區州旗乡鄉镇鎮盟院局厅会届]|关于|關於|政府|人民|国民经济|计划|预算|工作)[^：:。？！.…吗呢]*"
)  # the first lines of a title over several; a member's name and an advertisement are none
CAPTION = re.compile(
    r"(?:记者|通讯员|摄影|图为|本报讯?).*(?:摄|摄影|报道|图|文)$|^.{0,30}(?:摄|摄影)$|^[（(].{0,20}摄[）)]$|^图[为：:][^。]{2,40}$"
)
PRESS = re.compile(
    r"^(?:来源|信息来源|文章来源|发布时间|发布日期|发文日期|公开日期|成文日期|索引号|信息分类|发布机构|公开方式|文号|主题词"
    r"|编辑|责任编辑|责编|稿源|浏览次数|点击数?|字号|字体|当前位置|您(?:现在|所在)的位置)\s*[：:]"
)
DAY_AND_PLACE = re.compile(rf"[（(—\-―－\s]*{YEAR.pattern}[，,\s]*在(?!.*{MEETING}上?[）)]?$)")
TITLE_AT_END = re.compile(r"(?:\d{4}|[〇○零一二三四五六七八九]{4})年\S*报告$")  # a scrape set it behind the press line
DATE_ALONE = re.compile(
    rf"[（(]?\s*{YEAR.pattern}\s*(?:上午|下午)?[）)]?|[（(]?\s*(?:\d{{4}}|{HAN_YEAR})\s*年\s*[一二三四五六七八九十\d]{{1,2}}\s*月\s*[）)]?"
)
# What stands in brackets under a title and belongs to it: the year of the report, the state of the draft, how it is delivered.
QUALIFIED = re.compile(r"[（(](?:\d{4}年(?:度)?|[\u4e00-\u9fff]{0,6}稿|草案|书面|书面报告|摘要|节选|全文)[）)]")
# The number of a paper among those of a meeting, …会议文件（二）, is no part of its title.
PAPER = re.compile(r"文件\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|之[一二三四五六七八九十]{1,3})$")
# 关于 + matter + 的 + kind of paper: such a title is whole with its kind, so 关于…发展计划 goes on.
ABOUT = re.compile(r"关于(?!.*的[\u4e00-\u9fff]{2,4}(?:[（(].*)?$)")
# 解放思想　科学发展 stands under or over the title of a report.
SLOGAN = re.compile(r"[\u4e00-\u9fff“”]{3,14}(?:[\s　，、]+[\u4e00-\u9fff“”]{3,14}){1,3}")
OFFICES = re.compile(rf"(?:委员会|办公室|政府|法院|检察院|厅|{BUREAU})$")
JOINS = re.compile(r"[和与及暨](?:其|\d{4}年|[〇○零一二三四五六七八九]{4}年|[\u4e00-\u9fff]{4})")
CONTENTS = re.compile(r"目\s*[录次]")
ENDLESS = 2000  # characters, which no line of the front has; the patterns above try every beginning against every end


def front_matter(draft: Draft) -> None:
    """Take the front off the body and name each of its lines."""
    body = draft.zones[0]
    end = front_end(body.parts)
    front, body.parts = body.parts[:end], body.parts[end:]
    greet(draft, front)
    front = [piece for part in front for piece in divided(part)]
    for part in front:
        name_line(part)
    broken_occasion(front)
    name_titles(draft, front)
    qualify(front)
    join_occasion(front)
    join_speaker(front)
    once(front)
    greeted = any(part.kind == "salutation" for part in front)
    draft.front = [part for part in front if part.kind != "para" or greeted]  # what nobody knows stays before the salutation
    body.parts[:0] = [part for part in front if part.kind == "para" and not greeted]
    take_subject(draft)


def front_end(parts: list[Part]) -> int:
    """How many parts come before the text: up to and with the salutation, else up to the first heading or running paragraph."""
    greeted = greeting(parts[: REACH + listed(parts)])
    if greeted is not None:
        return greeted + 1
    for n, part in enumerate(parts[:REACH]):
        if begins_text(part):
            return n
    return min(len(parts), REACH) if len(parts) > 3 else 0


def greeting(parts: list[Part]) -> int | None:
    """Where the salutation stands: the first form of address before any numbered heading, with a colon or near the beginning, for a
    vocative among paragraphs looks much the same."""
    contents = listed(parts)
    for n, part in enumerate(parts):
        if SALUTATION.fullmatch(part.text) and (n < NEAR + contents or part.text.endswith(("：", ":"))):
            return n
        if GREETED.match(part.text):
            return n
        if number_of(part.text) and not YEAR.match(part.text) and n >= max(1, contents):
            return None
    return None


def listed(parts: list[Part]) -> int:
    """Where a list of contents ends that stands among the first lines: short lines under 目录 up to the salutation; 0 when there is none."""
    start = next((n for n, part in enumerate(parts[:NEAR]) if CONTENTS.fullmatch(part.text)), None)
    if start is None:
        return 0
    end = start + 1
    while (
        end < len(parts) and 0 < len(parts[end].text) <= 60 and not SALUTATION.fullmatch(parts[end].text) and not finished(parts[end].text)
    ):
        end += 1
    return end if end < len(parts) and SALUTATION.fullmatch(parts[end].text) else 0


def begins_text(part: Part) -> bool:
    """Whether a part is running text or a numbered heading rather than front matter."""
    text = part.text
    if not isinstance(part.block, Line):
        return False
    if number_of(text) and not YEAR.match(text):
        return True
    if len(text) <= ENDLESS and (REPORTED.search(text) or CAPTION.search(text) or TITLED.match(text)):
        return False
    long = first_sentence(text) > 0 and len(text) > 40
    return long and not re.match(r"[（(—\-―]", text)


def greet(draft: Draft, front: list[Part]) -> None:
    """The salutation is the last line of the front; one that runs on into the text is taken apart from it."""
    if not front:
        return
    last = front[-1]
    if SALUTATION.fullmatch(last.text):
        last.decide("salutation", "front-matter", "a form of address on a line of its own before the text")
        return
    found = GREETED.match(last.text)
    if found:
        line = last.line
        draft.zones[0].parts.insert(0, Part(line.cut(found.end())))
        last.block = line.cut(0, found.end(1)).strip()
        last.decide("salutation", "front-matter", "a form of address with a colon before the opening words of the report")


def divided(part: Part) -> list[Part]:
    """A line that holds title and occasion, or occasion and speaker and nothing else, cut into those."""
    pieces = [part]
    if len(part.text) > ENDLESS:
        return pieces
    if part.kind == "para" and (found := TITLED.match(part.text)):
        pieces = [Part(part.line.cut(0, found.end("title")).strip()), Part(part.line.cut(found.start("rest")).strip())]
        pieces[0].decide("title", "front-matter", "the words before the meeting line end in 报告")
    last = pieces[-1]
    found = (TAIL.match(last.text) or TAIL_TIGHT.match(last.text)) if last.kind == "para" else None
    if found and not REPORTED.search(last.text):
        pieces[-1:] = [Part(last.line.cut(0, found.end("occasion"))), Part(last.line.cut(found.start("speaker")))]
    return pieces


def name_line(part: Part) -> None:
    """Occasion, speaker, a line that holds both among other words, a caption, or press matter."""
    text = part.text
    if part.kind != "para" or not text or len(text) > ENDLESS:
        return
    kind: Kind = "para"
    if PRESS.match(text) and len(text) < 60 and not TITLE_AT_END.search(text):
        part.decide("dropped", "press-line", "a line of the press that printed the report, such as 来源：")
    elif (REPORTED.search(text) or IN_MIDDLE.search(text) or POST_FIRST.search(text)) and YEAR.search(text):
        part.decide("front", "front-matter", "date, meeting and speaker in one line with other words")
    elif is_occasion(text):
        part.decide("occasion", "front-matter", "names a date and a meeting")
    elif CAPTION.search(text) and len(text) < 80:
        part.decide("dropped", "caption", "a reporter's caption between the lines of the front")
    elif (
        len(text) <= 40
        and any(p.fullmatch(text) for p in (SPEAKER, NAMED, OFFICE))
        and not REPORT.search(text.replace("报告人", "").replace("讲话人", ""))
    ):
        part.decide("speaker", "front-matter", "a post and a name")
    elif DATE_ALONE.fullmatch(text):
        part.decide("occasion", "front-matter", "a date on a line of its own in the front")
    else:
        part.kind = kind


def is_occasion(text: str) -> bool:
    """Two of: a full date, a meeting, 在…上, a dash or bracket at the start; 在…会议上的报告 without a date is a title."""
    if text.endswith("报告") and not YEAR.search(text) and not re.match(r"[（(—―\-─]", text):
        return False
    if len(text) > 90 or first_sentence(text, limit=len(text)) not in (-1, len(text)):
        return False
    begun = re.search(r"[在于].+(?:上|第[一二三四五六七八九十]{1,3}届$)", text)
    signs = (YEAR.search(text), re.search(MEETING, text), begun, re.match(r"[（(—―\-─]", text))
    return sum(map(bool, signs)) >= 2 and bool(signs[0] or signs[1])


def broken_occasion(front: list[Part]) -> None:
    """A meeting line broken anywhere, 2025年1月13日在汀原市第 / 十四届人民代表大会第三次会议上: neither half need say a meeting."""
    for part, follower in pairwise(front):
        begun = DAY_AND_PLACE.match(part.text) and not finished(part.text) and len(part.text) <= 60
        if begun and part.kind == follower.kind == "para" and len(follower.text) <= 40 and is_occasion(part.text + follower.text):
            for each in (part, follower):
                each.decide("occasion", "front-matter", "a date and a meeting, broken over two lines")


def name_titles(draft: Draft, front: list[Part]) -> None:
    """The title: the first unnamed short lines, as many as stand together, or the line that says 报告."""
    if any(part.kind == "title" for part in front):
        return
    free = [n for n, part in enumerate(front) if part.kind == "para" and may_be_title(part.text)]
    contents = next((n for n, part in enumerate(front) if CONTENTS.fullmatch(part.text)), len(front))
    free = [n for n in free if n < contents]
    if not free:
        speech(front)
        return
    said = [n for n in free if REPORT.search(front[n].text)]
    named = next((n for n, part in enumerate(front) if part.kind in ("occasion", "speaker", "front", "salutation")), -1)
    if not said and named < 0:
        return
    said = [n for n in said if ENDS_TITLE.search(front[n].text)] or said
    # A page's title and a thread's subject, which a scrape left above the report, say the same.
    last = max((n for n in said if n < named), default=said[0]) if said else free[0]
    first = last
    while first - 1 in free and begins_title(front[first - 1].text, front[first].text):
        first -= 1
    while last + 1 in free and goes_on(front[last].text, front[last + 1].text, len(said) > 1):
        last += 1
    for part in front[first : last + 1]:
        part.decide(
            "title", "front-matter", "stands before the meeting line and names the report" if said else "the first line of the front"
        )


def speech(front: list[Part]) -> None:
    """Where no other line can be the title, 在全市经济工作会议上的讲话 is it."""
    for part in front:
        if part.kind == "occasion" and ENDS_TITLE.search(part.text) and not YEAR.search(part.text):
            part.decide("title", "front-matter", "names the meeting and the speech, and no other line can be the title")
            return


def begins_title(text: str, following: str) -> bool:
    """Whether a line above a title line is of that title: it names a place, a body, a year or a matter, is a slogan, or stands over a
    subtitle, which a dash opens."""
    whole = ENDS_TITLE.search(text) and not ABOUT.match(text)
    if len(text) > 40 or (whole and not JOINS.match(following)):
        return False
    if following.startswith(("——", "──", "――", "--")):
        return True
    return TITLE_PART.fullmatch(text) is not None or SLOGAN.fullmatch(text) is not None


def goes_on(text: str, following: str, twice: bool) -> bool:
    """Whether a title goes on in the next line: it has not come to 报告 yet, or the next line begins with 和."""
    return len(following) <= 30 and (bool(JOINS.match(following)) or (not twice and not ENDS_TITLE.search(text)))


def may_be_title(text: str) -> bool:
    """Whether a line of the front is short and unfinished, and no number of a paper."""
    return 2 <= len(text) <= 60 and not text.endswith(("。", "，")) and not PAPER.search(text)


def qualify(front: list[Part]) -> None:
    """（2022年）, （草案） and their kin directly under the title are part of it; so is a slogan between the title and the meeting line."""
    for n, (part, follower) in enumerate(pairwise(front)):
        slogan = SLOGAN.fullmatch(follower.text) and any(later.kind == "occasion" for later in front[n + 2 :])
        if part.kind == "title" and follower.kind == "para" and slogan and not OFFICES.search(follower.text):
            follower.decide("title", "front-matter", "a slogan under the title, before the meeting line")
        if part.kind == "title" and follower.kind == "para" and QUALIFIED.fullmatch(follower.text):
            follower.decide("title", "front-matter", "a bracket under the title that says which year or draft it is")


def join_occasion(front: list[Part]) -> None:
    """An occasion broken over lines: a meeting line that is not finished, and what finishes it."""
    for n, part in enumerate(front[:-1]):
        follower = front[n + 1]
        if part.kind != "occasion" or re.search(r"(?:上|[）)])$", part.text) or follower.kind != "para":
            continue
        if len(follower.text) <= 40 and re.search(rf"{MEETING}|上[）)]?$", follower.text):
            follower.decide("occasion", "front-matter", "finishes the meeting line before it")


def join_speaker(front: list[Part]) -> None:
    """Post and name on two lines; or a name or an authority alone."""
    for part, follower in pairwise(front):
        named = POST_ALONE.fullmatch(part.text) and NAME_ALONE.fullmatch(follower.text) and len(follower.text) <= 8
        if named and part.kind in ("para", "title") and follower.kind in ("para", "title"):
            for each in (part, follower):
                each.decide("speaker", "front-matter", "a post, and a name on the next line")
    if not any(part.kind in ("speaker", "front") for part in front):
        name_bare_speaker(front)


def name_bare_speaker(front: list[Part]) -> None:
    """A name alone, or an authority, on the line before or after the meeting line."""
    for n, part in enumerate(front):
        beside = [each.kind for each in front[max(0, n - 1) : n + 2]]
        if part.kind != "para" or "occasion" not in beside or CONTENTS.fullmatch(part.text):
            continue
        if AUTHORITY.fullmatch(part.text):
            part.decide("speaker", "front-matter", "the authority that reports, beside the meeting line")
            return
        between = [each.kind for each in front[max(0, n - 1) : n + 2 : 2]] in (["occasion", "salutation"], ["title", "occasion"])
        if NAME_ALONE.fullmatch(part.text) and (between or han(part.text) <= 4 or re.search("[·•・]", part.text)):
            part.decide("speaker", "front-matter", "a name alone beside the meeting line")
            return


def once(front: list[Part]) -> None:
    """A title or an occasion that stands there twice is kept once; a post's own subject, set above its text, may say the title before it."""
    seen: set[tuple[str, str]] = set()
    titles = {fold(part.text) for part in front if part.kind == "title"}
    for part in front:
        key = part.kind, fold(part.text)
        again = part.kind in ("title", "occasion", "speaker") and key in seen
        if again or (part.kind == "para" and key[1] in titles):
            part.decide("dropped", "repeated-title", "the same line stands there twice")
        seen.add(key)


def take_subject(draft: Draft) -> None:
    """The thread's subject is the title when the post has none; else it is left out."""
    if draft.subject is None:
        return
    if any(part.kind == "title" for part in draft.front):
        draft.subject.decide("dropped", "thread-subject", "the post has its own title")
        return
    draft.subject.decide("title", "front-matter", "the post has no title line, so the thread's subject is the title")
    draft.front.insert(0, draft.subject)
