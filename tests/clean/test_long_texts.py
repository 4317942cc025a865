"""What would take the square of a page's size is not done: long posts, many posts, rows of pictures.  No test asserts a time; these take
minutes where the work is not linear, and the suite's own limit of time ends them."""

import pytest
from composed.check import manuscript_of, unaccounted
from composed.templates import PAGES, Written

from convert.source import Line, Picture
from convert.structure import structure

SENTENCE = "全年完成第{}项工程，新增就业{}人，粮食产量稳定在{}万吨以上。"


def written(body: str, number: int = 1) -> Written:
    return Written("岚川旧档", "2024-3-2 08:32:16", body, str(900000 + number))


def test_one_line_of_two_hundred_thousand_characters_is_one_paragraph() -> None:
    text = "".join(SENTENCE.format(n, n, n) for n in range(6000))
    manuscript = manuscript_of(PAGES["discuz_x3"]("岚川县人民政府工作报告", [written(text)]))
    assert [block.text for block in manuscript.blocks if isinstance(block, Line)] == [text]
    assert not unaccounted(manuscript)
    structure(manuscript)


@pytest.mark.parametrize("leader", ["-", "—", ". ", "· ", "_ ", "…"])
def test_a_line_of_leaders_is_kept(leader: str) -> None:
    text = "目录" + leader * (100_000 // len(leader)) + "尾"
    manuscript = manuscript_of(PAGES["discuz_x3"]("岚川县人民政府工作报告", [written(f"各位代表：<br>{text}<br>" + SENTENCE * 40)]))
    assert "尾" in "".join(structure(manuscript).root.itertext())


def test_lines_that_never_end_a_sentence_are_all_kept() -> None:
    lines = ["the quick brown fox jumps over the lazy dog and on it goes"] * 3000
    manuscript = manuscript_of(PAGES["discuz_x3"]("岚川县人民政府工作报告", [written("<br>\n".join(lines))]))
    assert not unaccounted(manuscript)
    kept = "".join(block.text for block in manuscript.blocks if isinstance(block, Line))
    assert "".join(kept.split()) == "".join("".join(lines).split())


def test_a_row_of_pictures_before_the_text_has_one_place() -> None:
    pictures = "".join(f'<img src="{n}.jpg" alt="图{n}">' for n in range(8000))
    manuscript = manuscript_of(PAGES["discuz_x3"]("岚川县人民政府工作报告", [written(pictures + SENTENCE.format(1, 2, 3) * 20)]))
    places = {block.place for block in manuscript.blocks if isinstance(block, Picture)}
    assert len(places) == 1


def test_thousands_of_posts_are_compared_by_their_blocks() -> None:
    bodies = ["".join(SENTENCE.format(n, n + 1, n + 2) for n in range(begin, begin + 12)) for begin in range(0, 12000, 12)]
    quoted = bodies[700][37:-5]  # a part of one post, at no round place
    posts = [written(body, n) for n, body in enumerate([*bodies, bodies[3], quoted])]
    manuscript = manuscript_of(PAGES["discuz_x3"]("岚川县人民政府工作报告", posts))
    repeated = [drop for drop in manuscript.drops if drop.rule == "repeated-post"]
    visible = manuscript.files[0].visible
    assert [visible[drop.start : drop.end] for drop in repeated] == [bodies[3], quoted]


def test_a_line_of_sixty_thousand_glued_bars_is_parted() -> None:
    text = "发表于 2023-4-25 20:37 |" * 60_000
    manuscript = manuscript_of(text, names=["a.txt"])
    assert not unaccounted(manuscript)
