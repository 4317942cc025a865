"""An invented report, other for every seed: places, people and figures that do not exist."""

import random

PLACES = ("岚川", "汀原", "砚溪", "云浦", "青岵", "松崖", "澄江", "白邬", "陌阳", "望川")
KINDS = ("省", "市", "县", "区", "旗")
NAMES = ("邵临川", "顾砚秋", "龚 蔚", "裴远山", "乌兰其", "欧阳知白")
TOPICS = (
    "产业发展", "科技创新", "乡村振兴", "城乡建设", "生态环境", "民生保障", "改革开放", "文化旅游", "安全生产", "政府建设",
)  # fmt: skip
DEEDS = (
    "新开工亿元以上项目{a}个，完成投资{b}亿元",
    "规模以上工业增加值增长{p}%，高于年初目标{q}个百分点",
    "建成高标准农田{a}万亩，粮食总产量达到{b}万吨",
    "新改建农村公路{a}公里，改造老旧小区{n}个、惠及居民{a}户",
    "PM2.5平均浓度下降{p}%，优良天数比例达到9{n}.{q}%",
    "城镇新增就业{a}人，城镇登记失业率控制在{q}.5%以内",
    "“一网通办”事项增加到{a}项，平均办理时间压缩{n}天",
    "引进“专精特新”企业{n}家，研发投入强度提高到{q}.{n}%",
    "实现社会消费品零售总额{b}亿元，同比增长{p}%",
    "完成《岚川河流域综合治理规划》年度任务{n}项",
)
LEADS = ("稳步推进", "成效明显", "再上台阶", "持续改善", "活力增强", "基础更牢")


def numbers(random_: random.Random) -> dict[str, str]:
    """Figures for one sentence."""
    return {
        "a": str(random_.randint(101, 9876)),
        "b": f"{random_.randint(10, 999)}.{random_.randint(1, 99)}",
        "p": f"{random_.randint(1, 30)}.{random_.randint(1, 9)}",
        "q": str(random_.randint(1, 9)),
        "n": str(random_.randint(2, 9)),
    }


def paragraph(random_: random.Random, topic: str, sentences: int) -> str:
    """One paragraph that opens with a lead sentence."""
    deeds = random_.sample(DEEDS, sentences)
    return f"{topic}{random_.choice(LEADS)}。" + "".join(f"{deed.format(**numbers(random_))}。" for deed in deeds)


def make_report(seed: int) -> list[str]:
    """The report's lines: title, meeting, speaker, salutation, headings of several kinds, paragraphs, items, a glossary."""
    random_ = random.Random(seed)
    place = random_.choice(PLACES) + random_.choice(KINDS)
    year = random_.randint(2009, 2026)
    lines = [
        f"{year}年{place}政府工作报告",
        f"——{year}年1月{random_.randint(5, 28)}日在{place}第{random_.choice('十八九')}届人民代表大会第{random_.choice('二三四五')}次会议上",
        f"{place}人民政府{place[-1]}长　{random_.choice(NAMES)}",
        "各位代表：",
        f"现在，我代表{place}人民政府，向大会报告工作，请予审议，并请各位政协委员和列席会议的同志们提出意见。",
    ]
    for number, title in enumerate((f"{year - 1}年工作回顾", f"{year}年主要任务", "切实加强政府自身建设")):
        lines.append(f"{'一二三'[number]}、{title}")
        lines.append(
            f"{'过去一年' if not number else '新的一年'}，全{place[-1]}上下团结一心、攻坚克难，" + paragraph(random_, "经济运行", 3)
        )
        for part, topic in enumerate(random_.sample(TOPICS, 4)):
            if number == 1:
                lines.append(f"（{'一二三四'[part]}）着力抓好{topic}")
            lines.append(paragraph(random_, topic, random_.randint(2, 6)))
    lines += [f"一是{paragraph(random_, '项目建设', 2)}", f"二是{paragraph(random_, '营商环境', 2)}"]
    lines += ["各位代表！让我们同心同德、真抓实干，为建设美丽富裕的新家园而努力奋斗！", "名词解释"]
    lines += [f"{n + 1}.“{term}”：指{text}。" for n, (term, text) in enumerate(random_.sample(TERMS, 5))]
    return lines


TERMS = (
    ("两增一降", "主体数量增加、研发投入增加，办事成本下降"),
    ("三进三问", "进企业问困难、进村组问收成、进社区问冷暖"),
    ("一河两岸", "岚川河中心城区段及其东西两岸的滨水空间"),
    ("四个一批", "签约一批、开工一批、投产一批、达效一批"),
    ("雨燕行动", "面向返乡青年的创业培训与担保贷款计划"),
    ("五小园区", "小食品、小木作、小五金、小纺织、小电子五类乡镇园区"),
    ("一码通城", "用一个二维码办理乘车、就医、借阅等事项"),
    ("青苗课堂", "为农村学生开设的周末科学课"),
)
