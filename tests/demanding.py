"""A report that asks much of a printer, invented: what a page may hold at its longest, widest, deepest and rarest, all in one document.

A title of many lines, occasion and speaker too long for one, headings six levels deep, run-in headings on each of four, a table of
fourteen columns, one with spans and one longer than a page, forty terms in a paragraph and in the glossary, an entry of two terms, one in
quotation marks with a table, definitions of two paragraphs, rare characters, an address, an annex, signature, date and corrections.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count

from lxml import etree

from convert.document import faults, parse

FACTS = (
    "全年规模以上工业增加值增长7.4%，固定资产投资增长8.8%，“一河两岸”划定完成，《汀原市国土空间总体规划》（2021—2035年）获批；"
    "GDP达到1358.6亿元，PM2.5平均浓度31微克/立方米。"
)
RARE = "赵犇、钱昇、孙珺、李骉、周瞭、吴祎、郑喆、王堃、冯镕、陈赟勠力同心；𠮷野、䶮、㎡、℃、‰、①②③、⑴、Ⅲ、㈠、½。"
MARKS = "“《〈甲〉》”，（“乙”）。——他说：“‘好’！”……是吗？！（完）。“三农”“三线”、《一》《二》。"
ADDRESS = (
    "网址https://www.example.org/very/long/path/that/breaks/nowhere/index.php?mod=viewthread&amp;tid=123456789&amp;extra=page%3D1，已停用。"
)
TERMS = [
    f"{a}{b}"
    for a in ("海绵城市", "一网通办", "无废", "链长制", "数字孪生", "河湖长制", "放管服", "双减")
    for b in ("", "建设", "行动", "改革", "机制")
]
LABELS = ("（一）", "1．", "（1）", "①", "a）")
RUNNING = (
    ("一、", "主要预期目标。"),
    ("（一）", "运行持续向好。"),
    ("1.", "工业。"),
    ("（1）", "装备制造业稳步发展，占比提高到百分之三十五以上，成为支柱。"),
)


def named(role: str) -> str:
    """A role as an attribute."""
    return f'role="{role}" ' if role else ""


class Writer:
    """Canonical elements as text, with ids in order."""

    def __init__(self) -> None:
        self.ids = (f"{number:08x}" for number in count(1))

    def id(self, letter: str) -> str:
        return f'xml:id="{letter}{next(self.ids)}"'

    def para(self, text: str, role: str = "") -> str:
        return f"<para {named(role)}{self.id('p')}>{text}</para>"

    def section(self, label: str, title: str, inside: str, role: str = "") -> str:
        label = f'<phrase role="label">{label}</phrase>' if label else ""
        return f"<section {named(role)}{self.id('s')}><title>{label}{title}</title>{inside}</section>"

    def deep(self, depth: int = 0) -> str:
        """Headings inside headings, each shorter than the one above it."""
        title = f"第{depth + 2}层" + "关于进一步加强和改进基层治理体系和治理能力现代化建设工作的安排"[: 30 - 5 * depth]
        return self.section(LABELS[depth], title, self.para(FACTS) + (self.deep(depth + 1) if depth + 1 < len(LABELS) else ""))

    def running(self, depth: int = 0) -> str:
        """The same with headings that run in."""
        inside = self.para(FACTS) + self.para(FACTS) + (self.running(depth + 1) if depth + 1 < len(RUNNING) else "")
        return self.section(*RUNNING[depth], inside, "runin")

    def table(self, rows: Iterable[Iterable[str]], heads: int = 1) -> str:
        """A table from the words of its cells, each with its attributes before a bar (`colspan="2"|total`)."""
        lines = ""
        for number, row in enumerate(rows):
            lines += "<tr>"
            for cell in row:
                attributes, _, words = cell.rpartition("|")
                tag = "th" if number < heads else "td"
                lines += f"<{tag} {attributes}>{self.para(words, '' if words else 'empty')}</{tag}>"
            lines += "</tr>"
        return f"<informaltable {self.id('b')}>{lines}</informaltable>"

    def tables(self) -> Iterator[str]:
        years = [f"{year}年完成投资（亿元）" for year in range(2019, 2031)]
        wide = [[f"{n}", f"汀原至白水公路第{n}标段及附属工程", *(f"{n * 7 + k * 3}.{k:02}" for k in range(12))] for n in range(1, 9)]
        yield self.table([["序号", "项目名称", *years], *wide])
        spans = [['rowspan="2"|类别', 'colspan="2"|总量', 'colspan="2"|增速'], ["2029年", "2030年", "计划", "实际"]]
        yield self.table(
            [*spans, ['rowspan="2"|工业', "1.5", "2.5", "6%", "7%"], ["1.6", "", "8%", "9%"], ["合计", 'colspan="4"|不适用']], 2
        )
        yield self.table([["序号", "任务", "时限"], *([f"{n}", FACTS[:40], "2031年12月底前"] for n in range(1, 41))])

    def entry(self, term: str, definition: str) -> str:
        return f"<glossentry {self.id('e')}><glossterm>{term}</glossterm><glossdef>{definition}</glossdef></glossentry>"


@cache
def source() -> bytes:
    """The document as bytes."""
    make = Writer()
    entries = [make.entry(f'<phrase role="label">{n}.</phrase>{t}', make.para(f"指第{n}项。{FACTS}") + make.para("又指其一。") * (n % 5 == 0))
               for n, t in enumerate(TERMS, 1)]  # fmt: skip
    entries.append(
        make.entry('<phrase role="term" xml:id="w1">三资</phrase>、<phrase role="term" xml:id="w2">三变</phrase>', make.para("各三项。"))
    )
    entries.append(make.entry("<quote>一降三减</quote>", make.para("降低成本，减少环节。") + make.table([["甲", "乙"]], 0)))
    goals = [(entry.split('"')[1], term) for entry, term in zip(entries, TERMS, strict=False)] + [("w1", "三资"), ("w2", "三变")]
    goals.append((entries[-1].split('"')[1], "一降三减"))
    mentions = "、".join(f'<glossterm linkend="{goal}" {make.id("x")}>{term}</glossterm>' for goal, term in goals)
    mended = '减排<phrase role="corr" revisionflag="changed" xml:id="w3">二氧化碳</phrase>，投资<phrase role="sic" xml:id="w4">358亿元</phrase>。'
    body = [
        make.para("各位代表：", "salutation"),
        make.section("一、", "二〇三〇年工作回顾", make.para(f"落实{mentions}。") + make.para(FACTS) + make.deep()),
        make.section("二、", "表格", make.para("如下：") + "".join(make.tables())),
        make.running(),
        make.section("", "稀见字与长词", "".join(map(make.para, (RARE, ADDRESS, MARKS, mended))) + make.para("各位代表，奋力前行！", "closing")
                     + make.para("汀原市人民政府", "signature") + make.para("2031年1月8日", "date"), "unnumbered"),
        f'<appendix {make.id("a")}><title><phrase role="label">附件1</phrase>：2031年重点项目和民生实事一览表（征求意见稿）</title>'
        f"{make.para(FACTS)}{make.section('一、', '交通', make.para('两条。'))}</appendix>",
        f'<glossary {make.id("g")}><title><phrase role="label">附件2</phrase>名词解释</title>{make.para("以先后为序。")}{"".join(entries)}</glossary>',
    ]  # fmt: skip
    return HEAD.format(body="".join(body)).encode()


HEAD = (
    '<article xmlns="http://docbook.org/ns/docbook" xmlns:kb="urn:kanben:1" role="report" version="5.2" xml:id="r1" xml:lang="zh-Hans-CN"><info>'
    '<title xml:id="t1">关于汀原市2030年国民经济和社会发展计划执行情况与2031年国民经济和社会发展计划（草案）的报告（书面审议稿）</title>'
    '<subtitle role="occasion" xml:id="o1">——2031年1月8日在汀原市第三届人民代表大会第二次会议第一次全体会议上'
    "（2031年1月12日汀原市第三届人民代表大会第二次会议通过）</subtitle><author><personname>欧阳明远</personname></author><date>2031年1月8日</date>"
    '<bibliomisc role="speaker-line" xml:id="k1">汀原市发展和改革委员会主任　欧阳明远·买买提江</bibliomisc>'
    '<kb:source site="示例论坛" tid="77" posted="2031-04-25T20:37:55"><kb:file name="page.html" sha256="' + "0" * 64 + '"/></kb:source>'
    '<kb:correction target="w3" kind="replace" was="二氧化炭" reason="错字"/><kb:correction target="w4" kind="sic" reason="小数点疑已丢失"/>'
    "</info>{body}</article>"
)


def document() -> etree._Element:
    """The document, a new tree each time."""
    root = parse(source())
    assert not list(faults(root))
    return root
