"""The tree that is planted is the one that bs4 builds with lxml, node by node and link by link."""

import random
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import PageElement

from convert.decode import decode
from convert.soup import plant

PAGES = sorted((Path(__file__).parent.parent / "input").glob("*.html"))
BITS = (
    (
        "<pre> <pre>\n</pre> \n</pre><textarea> </textarea><p></p></div><div class='a b'><table><tr><td></td></table><script> </script><style></style>"
        "<template><ruby>字<rt>zì</ruby></template><!-- c --><?pi x><![CDATA[x]]>&nbsp;&#20013;&bogus;  \n 中文<br/></br><img src=x alt=a><o:p></o:p>"
        '<svg></svg><a href=q></a><b><i></b></html></body><body><html><head><title></title><!DOCTYPE html><&"<form><select><option><h1><noscript>'
    )
    .replace("><", ">\0<")
    .split("\0")
)


def nodes(soup: BeautifulSoup) -> list[object]:
    """Every node with what it is and, by their numbers, the nodes that it is linked to."""
    number: dict[int, int] = {id(node): n for n, node in enumerate(soup.descendants)} | {id(soup): -1}

    def told(node: PageElement) -> object:
        near = (node.parent, node.next_element, node.previous_element, node.next_sibling, node.previous_sibling)
        links = [other and number[id(other)] for other in near]
        if isinstance(node, Tag):
            return node.name, dict(node.attrs), links, node.is_empty_element, node.interesting_string_types, node.get_text()
        return type(node), node.strip() if isinstance(node, Comment) else str(node), links

    return [told(node) for node in soup.descendants]


def same(text: str) -> None:
    assert nodes(plant(text)) == nodes(BeautifulSoup(text, "lxml", multi_valued_attributes=None))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_pages_are_planted_as_bs4_plants_them(path: Path) -> None:
    same(decode(path.read_bytes(), path.name)[0])


@pytest.mark.parametrize("seed", range(200))
def test_broken_markup_is_planted_as_bs4_plants_it(seed: int) -> None:
    random_ = random.Random(seed)
    same("".join(random_.choice(BITS) for _ in range(random_.randint(1, 60))))
