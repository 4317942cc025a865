"""Invented reports whose structure is known: every convention of such reports, combined at random from a seed.

`report(seed)` gives the lines as a poster would paste them and the truth about them.  Places, people and figures are invented; the
conventions (families of numbers, own-line and run-in headings, glossary forms, annexes, fronts, damage) are those of real reports.
"""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, field

VERBS = [
    "加快",
    "推进",
    "深化",
    "强化",
    "优化",
    "完善",
    "扩大",
    "提升",
    "促进",
    "壮大",
    "夯实",
    "筑牢",
    "聚焦",
    "统筹",
    "做强",
    "激发",
    "健全",
    "建设",
    "落实",
    "巩固",
]
NOUNS = [
    "项目建设",
    "改革创新",
    "营商环境",
    "产业升级",
    "乡村振兴",
    "城乡融合",
    "生态保护",
    "民生保障",
    "社会治理",
    "安全生产",
    "招商引资",
    "科技创新",
    "文旅发展",
    "教育医疗",
    "就业社保",
    "数字经济",
    "财政金融",
    "对外开放",
    "基础设施",
    "特色农业",
]
STATES = [
    "稳中有进",
    "提质增效",
    "纵深推进",
    "扎实有力",
    "成效明显",
    "持续改善",
    "全面加强",
    "蓬勃发展",
    "稳步提高",
    "亮点纷呈",
    "加力提速",
    "步履坚实",
]
DEEDS = [
    "新开工项目{n}个，完成投资{d}亿元", "新增规模以上企业{n}家", "改造老旧小区{n}个，惠及居民{n}户", "城镇新增就业{d}万人",
    "新建改建农村公路{n}公里", "空气质量优良天数比例达到{p}%", "粮食总产量达到{d}万吨", "引进亿元以上项目{n}个，到位资金{d}亿元",
    "新增学位{n}个，新建幼儿园{n}所", "办理人大代表建议{n}件，办复率{p}%", "建成高标准农田{d}万亩", "社会消费品零售总额增长{s}%",
]  # fmt: skip
REALMS = [
    ("汀原省", "省长"),
    ("汀原市", "市长"),
    ("云梧县", "县长"),
    ("汀原市砚溪区", "区长"),
    ("青屿镇", "镇长"),
    ("洛西乡", "乡长"),
    ("白河自治州", "州长"),
    ("北川自治区", "主席"),
]
PEOPLE = ["林远", "欧阳明远", "周立", "温澍", "方 正", "叶知秋", "王　立", "阿依古丽·买买提", "扎西次仁平措", "诸葛澄"]
# First sentences that tell, so that their paragraphs have no leads.
TOLD = ["就业是群众的饭碗。", "增收必须增产。", "红线不可逾越。", "群众的生活也有改善。", "人口增加很快。", "大桥正在兴建。"]
TERMS = [
    "五个大起底",
    "三区三线",
    "六稳",
    "一网通办",
    "两不愁三保障",
    "四好农村路",
    "多规合一",
    "河湖长制",
    "放管服",
    "双减",
    "网格化管理",
    "链长制",
    "一老一小",
    "碳达峰",
    "数字孪生",
    "海绵城市",
    "十百千工程",
    "三资清理",
    "无废城市",
    "微改造",
]
FORMAL = "零壹貳參肆"
STEMS = "〇甲乙丙丁"
HAN = "〇一二三四五六七八九十"


def han(n: int) -> str:
    """A Han numeral up to 99."""
    tens, ones = divmod(n, 10)
    return ("" if tens < 1 else "十" if tens == 1 else HAN[tens] + "十") + (HAN[ones] if ones else "")


@dataclass
class Truth:
    """What a careful reader finds: headings with level, run-ins, glossary pairs, annex titles, front, and the lines of text in order."""

    title: str = ""
    occasion: str = ""
    speaker: str = ""
    salutation: str = ""
    headings: list[tuple[str, int]] = field(default_factory=list)
    run_ins: list[str] = field(default_factory=list)
    annexes: list[str] = field(default_factory=list)
    annex_headings: list[tuple[str, int]] = field(default_factory=list)
    glossary: list[tuple[str, str]] = field(default_factory=list)
    conventions: dict[str, str] = field(default_factory=dict)


class Writer:
    """One report in the writing."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.lines: list[str] = []
        self.truth = Truth()
        self.terms = self.dice.sample(TERMS, 8)
        self.use = self.terms[::-1]
        self.notes = self.dice.random() < 0.3
        self.through = False  # whether the numbers of sections count on from chapter to chapter
        self.counted = 0

    def pick(self, name: str, *options: str) -> str:
        """Choose a convention and note it."""
        chosen = self.dice.choice(options)
        self.truth.conventions[name] = chosen
        return chosen

    # words

    def deed(self) -> str:
        """A sentence with figures."""
        text = self.dice.choice(DEEDS)
        while "{" in text:
            kind = text[text.index("{") + 1]
            value = {
                "n": str(self.dice.randint(3, 900)),
                "d": f"{self.dice.uniform(1, 90):.1f}",
                "p": f"{self.dice.uniform(80, 99):.1f}",
                "s": f"{self.dice.uniform(2, 9):.1f}",
            }[kind]
            text = text.replace("{" + kind + "}", value, 1)
        return text

    def paragraph(self, sentences: int = 0) -> str:
        """Running text, with a term of the glossary now and then."""
        out = [
            f"{self.dice.choice(VERBS)}{self.dice.choice(NOUNS)}，{self.deed()}，{self.deed()}。"
            for _ in range(sentences or self.dice.randint(2, 5))
        ]
        if self.use and self.dice.random() < 0.6:
            term = self.use.pop()
            note = f"［{self.terms.index(term) + 1}］" if self.notes else ""
            out.insert(1, f"深入开展“{term}”{note}工作，取得积极成效。")
        return "".join(out)

    def couplet(self) -> str:
        """A heading of two clauses."""
        a, b = self.dice.sample(NOUNS, 2)
        return f"{self.dice.choice(VERBS)}{a}，{self.dice.choice(VERBS)}{b}"

    def lead(self) -> str:
        """A short title-like sentence without its stop."""
        return self.dice.choice(
            [lambda: self.dice.choice(NOUNS) + self.dice.choice(STATES), lambda: self.dice.choice(VERBS) + self.dice.choice(NOUNS)]
        )()

    # front

    def front(self) -> None:
        """Title, occasion, speaker, salutation in one of their orders."""
        dice, truth = self.dice, self.truth
        realm, post = dice.choice(REALMS)
        year = dice.randint(1994, 2026)
        name = dice.choice(PEOPLE)
        meeting = f"{realm}第{han(dice.randint(5, 18))}届人民代表大会第{han(dice.randint(1, 6))}次会议"
        digits = "".join(HAN[int(c)] for c in str(year))
        date = dice.choice([f"{year}年1月{dice.randint(5, 28)}日", f"{digits}年一月{han(dice.randint(5, 28))}日"])
        truth.title = dice.choice(
            [f"{year}年{realm}政府工作报告", "政府工作报告", f"{realm}{year}年政府工作报告", f"{realm}人民政府工作报告"]
        )
        truth.speaker = dice.choice([f"{post} {name}", f"{realm}人民政府{post}　{name}", f"{realm}{post} {name}"])
        truth.salutation = dice.choice(["各位代表：", "各位代表！", "各位代表、同志们：", "主任、各位副主任、各位委员：", "市人大常委会："])
        form = self.pick("front", "dash", "plain", "brackets", "one line", "two lines", "date apart", "news", "slogan", "name alone")
        truth.occasion = f"——{date}在{meeting}上"
        if form == "name alone":
            truth.speaker = dice.choice(["林远", "方 正", "阿依古丽·买买提", "扎西次仁平措"])
        self.lines += [*self.front_lines(form, date, meeting, f"{realm}{post}{name}"), truth.salutation]
        self.lines.append("现在，我代表政府向大会报告工作，请予审议，并请列席人员提出意见。")

    def front_lines(self, form: str, date: str, meeting: str, speaker: str) -> list[str]:
        """Title, occasion and speaker in one form; the truth follows where the form says more than the lines."""
        truth = self.truth
        front = [truth.title, truth.occasion, truth.speaker]
        if form == "slogan":
            return [*self.slogan(), *front[1:]]
        if form == "plain":
            truth.occasion = front[1] = f"{date}在{meeting}上"
        elif form == "brackets":
            truth.occasion = front[1] = f"（{date}在{meeting}上）"
        elif form == "one line":
            front[1:] = [f"{truth.occasion} {truth.speaker}"]
        elif form == "two lines":
            cut = truth.occasion.index("人民代表")
            front[1:2] = [truth.occasion[:cut], truth.occasion[cut:]]
        elif form == "date apart":
            truth.occasion = f"——在{meeting}上（{date}）"
            front[1:2] = [f"——在{meeting}上", f"（{date}）"]
        elif form == "news":
            truth.speaker = "".join(speaker.split())
            truth.occasion = f"{date}在{meeting}上{truth.speaker}作政府工作报告。"
            front[1:] = [truth.occasion]
        return front

    def slogan(self) -> list[str]:
        """A title under a slogan."""
        lines = [self.dice.choice(["挺膺担当开新局 奋楫扬帆谱华章", "凝心聚力 实干笃行"]), f"——{self.truth.title}"]
        self.truth.title = "".join(lines)
        return lines

    # body

    def body(self) -> None:
        """Two to four chapters."""
        first = self.pick(
            "first level",
            "han",
            "han",
            "han",
            "names",
            "part",
            "chapter",
            "centred names",
            "formal",
            "couplets",
            "stem",
            "points",
            "phrases",
            "brackets",
        )
        self.through = self.pick("numbers", "restart", "restart", "restart", "through") == "through"
        names = ["{y}年工作回顾", "{y}年主要任务", "加强政府自身建设", "今后五年的奋斗目标"]
        couplets = [
            "过去一年：稳中求进，提质增效",
            "新的一年：砥砺前行，开创新局",
            "政府建设：依法行政，务实高效",
            "今后五年：目标清晰、任务艰巨",
        ]
        phrases = ["2023年：爬坡过坎的一年", "问题：必须直面的短板", "2024年：实干突破的一年", "自身建设：永远在路上的功课"]
        for n in range(1, 5 if first == "phrases" else self.dice.randint(3, 5)):
            name = {"couplets": couplets, "phrases": phrases}.get(first, names)[n - 1].format(y=2020 + n)
            text = {
                "han": f"{han(n)}、{name}",
                "part": f"第{han(n)}部分　{name}",
                "chapter": f"第{han(n)}章 {name}",
                "formal": f"{FORMAL[n]}、{name}",
                "stem": f"{STEMS[n]}、{name}",
                "points": f"{n} {name}",
                "brackets": f"【{name}】",
            }.get(first, name)
            self.heading(text, 1, "^" if first == "centred names" else "")
            self.lines.append(self.paragraph())
            if first in ("points", "brackets"):
                self.set_off(f"{n}.{{}} " if first == "points" else "◎ ")
                continue
            second = self.pick(f"second level {n}", "own", "run-in", "mixed", "plain", "none", "leads", "own stop")
            if self.dice.random() < 0.3:
                self.lines.append(self.dice.choice(["一年来，我们主要做了以下工作：", "重点抓好以下工作：", "今年要重点做好以下工作。"]))
            if first in ("part", "chapter") and self.dice.random() < 0.5:
                self.between(first, second)
            else:
                self.sections(second, 2)
            if self.dice.random() < 0.3:
                self.lines.append("各位代表！")
                if self.dice.random() < 0.5:
                    self.lines += [told + self.paragraph(1) for told in self.dice.sample(TOLD, 2)]
                self.lines.append(self.dice.choice(["问题不容回避。", "经验弥足珍贵。"]) + "主要是" + self.paragraph(1))
                self.lines.append("成绩来之不易，这是全体人民共同奋斗的结果，要倍加珍惜。" + self.paragraph(1))

    def set_off(self, label: str) -> None:
        """Sections with numbers 1.1 1.2, or with an ornament."""
        for n in range(1, self.dice.randint(3, 6)):
            self.heading(label.format(n) + self.couplet(), 2)
            self.lines += [self.paragraph() for _ in range(self.dice.randint(1, 2))]

    def between(self, first: str, second: str) -> None:
        """A level between parts or chapters and the bracketed numbers: 一、 or 第一节."""
        for n in range(1, self.dice.randint(3, 4)):
            title = self.couplet()
            self.heading(f"{han(n)}、{title}" if first == "part" else f"第{han(n)}节　{title}", 2)
            self.lines.append(self.paragraph())
            self.sections(second, 3)

    def heading(self, text: str, level: int, look: str = "") -> None:
        """A heading on a line of its own."""
        self.truth.headings.append((text, level))
        self.lines.append(look + text)

    def sections(self, form: str, level: int) -> None:
        """The sections under a chapter, in one form."""
        if form == "none":
            self.lines.append(self.paragraph())
            return
        if form == "leads":
            self.leads()
            return
        brackets = self.dice.choice(["（{}）", "（{}）", "({})"])
        opening = self.dice.choice(["一年来，我们", "聚力", "着力", "坚持以"])
        for n in range(1, self.dice.randint(3, 8)):
            self.counted += form != "plain"
            number = brackets.format(han(self.counted if self.through and form != "plain" else n))
            kind = self.dice.choice(["own", "run-in", "own stop"]) if form == "mixed" else form
            title = self.couplet()
            if kind == "plain":
                self.heading(f"{opening}{title}", level)
            elif kind == "run-in":
                self.truth.headings.append((f"{number}{title}。", level))
                self.lines.append(f"{number}{title}。{self.paragraph()}")
                if self.dice.random() < 0.5:
                    self.leads()
                continue
            else:
                self.heading(f"{number}{title}{'。' if kind == 'own stop' else ''}", level)
            self.inner(level)

    def inner(self, level: int) -> None:
        """What stands in a section: paragraphs, leads, items, or numbered run-ins of a third level."""
        form = self.dice.choice(["text", "leads", "leads", "third", "third own", "items", "list", "chapters as items", "brackets"])
        if form == "leads":
            self.leads()
        elif form == "third":
            for n in range(1, self.dice.randint(3, 5)):
                title = f"{n}.{self.lead()}。"
                self.truth.headings.append((title, level + 1))
                self.lines.append(title + self.paragraph())
        elif form == "third own":
            for n in range(1, self.dice.randint(3, 5)):
                self.heading(f"{n}{self.dice.choice('.．、')}{self.couplet()}", level + 1)
                self.lines.append(self.paragraph())
        else:
            self.lines += self.list_of(form)

    def list_of(self, form: str) -> list[str]:
        """Lines that are no headings: items in one of their forms, or paragraphs."""
        if form == "chapters as items":
            return ["全年要办好以下实事：", *(f"{han(n)}、{self.deed()}；" for n in range(1, 4))]
        if form == "brackets":
            return ["重点抓好三件事：", *(f"（{n}）{self.deed()}。" for n in range(1, 4))]
        if form == "items":
            return [f"{han(n)}是{self.lead()}。{self.paragraph(2)}" for n in range(1, self.dice.randint(3, 5))]
        if form == "list":
            goals = "主要预期目标是：" + "；".join(self.deed() for _ in range(4)) + "。"
            return [goals, *(f"——{self.deed()}；" for _ in range(3))]
        return [self.paragraph() for _ in range(2)]

    def leads(self) -> None:
        """Paragraphs with run-in leads."""
        if self.dice.random() < 0.4:
            self.lines.append(self.paragraph())
        form = self.dice.choice(["plain", "plain", "plain", "items between", "aspects", "counted"])
        end = "：" if form == "aspects" else "。"
        for n in range(self.dice.randint(2, 5)):
            lead = f"{self.dice.choice(NOUNS)}方面" if form == "aspects" else self.lead()
            if form == "counted" and n == 0:
                lead = f"全力推进{self.dice.randint(20, 300)}个{self.dice.choice(NOUNS)}项目"
            self.truth.run_ins.append(lead + end)
            self.lines.append(f"{lead}{end}{self.paragraph(3)}")
            if form == "items between":
                self.lines += [f"——{self.deed()}。" for _ in range(self.dice.randint(1, 4))]

    # back

    def back(self) -> None:
        """Closing, signature, annex and glossary."""
        if self.pick("closing", "yes", "yes", "no") == "yes":
            self.lines.append("各位代表！使命催人奋进，实干开创未来。让我们更加紧密地团结起来，为建设现代化新汀原而努力奋斗！")
        if self.dice.random() < 0.3:
            self.lines += ["汀原市人民政府", "2025年1月8日"]
        order = self.pick("back", "none", "glossary", "annex, glossary", "glossary, annex")
        for n, part in enumerate(order.split(", "), 1):
            if part == "glossary":
                self.glossary(n if "," in order else 0)
            elif part == "annex":
                self.annex(n)

    def annex(self, n: int) -> None:
        """An annex whose numbers begin again."""
        title = self.dice.choice(["2025年十件民生实事", "为民办实事项目", "重点项目清单"])
        self.lines += self.dice.choice([[f"附件{n}", title], [f"附件{n} {title}"], [f"附件{n}：{title}"]])
        self.truth.annexes.append(title)
        own = self.dice.random() < 0.5
        for i in range(1, self.dice.randint(4, 11)):
            lead = f"{han(i)}、{self.lead()}{'' if own else '。'}"
            self.truth.annex_headings.append((lead, 1))
            self.lines += [lead, self.paragraph(2)] if own else [lead + self.paragraph(2)]

    def glossary(self, n: int) -> None:
        """A glossary in one of its forms."""
        form = (
            "［1］"
            if self.notes
            else self.pick(
                "glossary",
                "1.",
                "1．",
                "1、",
                "［1］",
                "①",
                "⒈",
                "（1）",
                "plain",
                "two lines",
                "quoted",
                "【】",
                "bare",
                "1：",
                "【】alone",
                "dash",
            )
        )
        title = self.dice.choice(
            ["名词解释", "名词注释", "《政府工作报告》有关名词解释", "有关用语说明", "名词术语解释", "词汇表", "（名词解释）"]
        )
        if n:
            self.lines += self.dice.choice([[f"附件{n} {title}"], [f"附件{n}", title], [f"附件{n}：{title}"]])
        else:
            self.lines.append(title)
        for i, term in enumerate(self.terms, 1):
            definition = self.dice.choice(
                [f"指{self.deed()}，{self.deed()}。", f"{self.deed()}；其中：{self.deed()}。", "一是提质；二是增效；三是惠民。"]
            )
            shown = f"“{term}”" if form == "quoted" or self.dice.random() < 0.4 else term
            self.truth.glossary.append((term, definition))  # quotes round all of it are the printers'
            if form == "plain" and i > 1 and self.dice.random() < 0.2:
                more = f"具体包括{self.deed()}，{self.deed()}。"
                self.truth.glossary[-1] = (term, definition + more)
                definition = definition + "\n" + more
            label = {
                "1.": f"{i}.",
                "1．": f"{i}．",
                "1、": f"{i}、",
                "［1］": f"［{i}］",
                "①": chr(0x245F + i),
                "⒈": chr(0x2487 + i),
                "（1）": f"（{i}）",
                "two lines": f"{i}.",
                "plain": "",
                "quoted": f"{i}.",
                "【】": f"{i}.",
                "bare": f"{i}",
                "1：": f"{i}：",
                "【】alone": "",
                "dash": "",
            }[form]
            if form == "dash":
                self.lines.append(f"{term}——{definition}")
                continue
            if form in ("【】", "【】alone"):
                self.lines += f"{label}【{term}】{definition}".split("\n")
                continue
            self.lines += [f"{label}{shown}：", definition] if form == "two lines" else f"{label}{shown}：{definition}".split("\n")

    # damage

    def damage(self) -> None:
        """What scrapes, scanners and posters do to lines."""
        spoil = {
            "folded": self.fold, "indents": self.indent, "lost heading": self.lose_heading, "broken heading": self.break_heading,
            "merged headings": self.merge_headings, "bold": self.embolden, "pages": self.pages, "scanner": self.scanner,
            "lost number": self.lose_number,
        }  # fmt: skip
        kind = self.pick("damage", "none", *spoil)
        if kind in spoil:
            spoil[kind]()

    def fold(self) -> None:
        """Half-width marks."""
        self.lines = [folded(line) for line in self.lines]

    def indent(self) -> None:
        """Two full-width blanks before every line."""
        self.lines = ["^　　" + line[1:] if line.startswith("^") else "　　" + line for line in self.lines]

    def embolden(self) -> None:
        """Bold headings."""
        self.lines = ["**" + line if self.is_heading(line) else line for line in self.lines]

    def second_headings(self) -> list[int]:
        """Where headings （二） and （三） on lines of their own stand."""
        return [n for n, line in enumerate(self.lines) if line.startswith(("（二）", "（三）")) and self.is_heading(line)]

    def lose_heading(self) -> None:
        """A heading that is gone."""
        for n in self.second_headings()[:1]:
            lost = self.lines.pop(n)
            self.truth.headings.remove(next(h for h in self.truth.headings if h[0] == lost))

    def break_heading(self) -> None:
        """A heading over two lines."""
        for n in self.second_headings()[-1:]:
            line = self.lines[n]
            cut = line.index("，") + 3
            self.lines[n : n + 1] = [line[:cut], line[cut:]]

    def merge_headings(self) -> None:
        """Two headings on one line."""
        for n in range(len(self.lines) - 1):
            if self.is_heading(self.lines[n]) and self.is_heading(self.lines[n + 1]) and self.lines[n + 1].startswith("（一）"):
                self.lines[n : n + 2] = [self.lines[n] + self.lines[n + 1]]
                return

    def pages(self) -> None:
        """Page numbers between lines, one of them inside a paragraph, and a heading set twice."""
        places = [n for n, line in enumerate(self.lines) if line.endswith("。") and n > 8 and len(line) > 90]
        for page, n in enumerate(places[::-3]):
            line, number = self.lines[n], self.dice.choice(["- {} -", "— {} —", "第{}页"]).format(40 - page)
            self.lines[n : n + 1] = [line[:50], number, line[50:]] if page == 0 and line[49] not in "，。；：、" else [line, number]
        headings = [n for n, line in enumerate(self.lines) if line.startswith(("一、", "（一）")) and self.is_heading(line)]
        if headings:
            self.lines.insert(headings[0], self.lines[headings[0]])

    def scanner(self) -> None:
        """What a scanner makes of labels: a dash for 一, a bracket lost."""
        spoilt = {"一、": "—、", "（一）": "（—）", "（二）": "（二", "（三）": "三）"}
        for n, line in enumerate(self.lines):
            label = next((each for each in spoilt if line.startswith(each)), "")
            title = next((h for h in self.truth.headings if label and line.startswith(h[0])), None)
            if title is not None and self.dice.random() < 0.5:
                self.lines[n] = spoilt[label] + line[len(label) :]
                self.truth.headings[self.truth.headings.index(title)] = (spoilt[label] + title[0][len(label) :], title[1])

    def lose_number(self) -> None:
        """The second chapter without its number, where a third follows."""
        if any(line.startswith("三、") and (line, 1) in self.truth.headings for line in self.lines):
            chapter = next(h for h in self.truth.headings if h[0].startswith("二、") and h[1] == 1)
            self.lines[self.lines.index(chapter[0])] = chapter[0][2:]
            self.truth.headings[self.truth.headings.index(chapter)] = (chapter[0][2:], 1)

    def is_heading(self, line: str) -> bool:
        """Whether a line is a heading of the truth, whole and without a stop."""
        return not line.endswith("。") and any(line == text for text, _ in self.truth.headings)


def folded(text: str) -> str:
    """Punctuation as NFKC leaves it, the rest as it is."""
    return "".join(unicodedata.normalize("NFKC", c) if c in "，；：！？（）～" else c for c in text)


def report(seed: int) -> tuple[list[str], Truth]:
    """The lines of an invented report, and its structure."""
    writer = Writer(seed)
    writer.front()
    writer.body()
    writer.back()
    writer.damage()
    return writer.lines, writer.truth
