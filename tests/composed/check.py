"""What must come out of any made-up thread."""

from collections import Counter
from collections.abc import Iterator, Sequence

from convert import clean, read
from convert.source import Block, Line, Manuscript, Table, parse_page


def manuscript_of(*files: str | bytes, names: Sequence[str] = ()) -> Manuscript:
    """The manuscript of a thread's files, given as text or bytes."""
    pages = [
        parse_page(file.encode() if isinstance(file, str) else file, names[n] if names else f"{n}.html") for n, file in enumerate(files)
    ]
    (group,) = read.group(pages)
    return clean.clean(read.read(group))


def lines_of(blocks: Sequence[Block]) -> Iterator[Line]:
    """All lines of a manuscript, those in tables too."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        elif isinstance(block, Table):
            yield from (line for row in block.rows for cell in row for line in cell.lines)


def bare(text: str) -> str:
    """Text without blanks."""
    return "".join(text.split())


def texts_of(manuscript: Manuscript) -> list[str]:
    """The text of every line, blanks aside."""
    return [bare(line.text) for line in lines_of(manuscript.blocks)]


def unaccounted(manuscript: Manuscript) -> str:
    """The visible characters that are in no block, no drop and not in the subject, or in two of them; "" when all is well."""
    visible = "".join(file.visible for file in manuscript.files)
    taken: Counter[int] = Counter()
    for line in lines_of(manuscript.blocks):
        taken.update(set(line.at))
        assert list(line.at) == sorted(line.at)
    for drop in manuscript.drops:
        taken.update(range(drop.start, drop.end))
    subject = set(manuscript.source.subject_at.at) if manuscript.source.subject_at else set()
    wrong = [
        place
        for place, char in enumerate(visible)
        if not char.isspace() and taken[place] != 1 and not (place in subject and not taken[place])
    ]
    changed = [
        place
        for line in lines_of(manuscript.blocks)
        for char, place in zip(line.text, line.at, strict=True)
        if char != visible[place] and place not in manuscript.rewrites
    ]
    return "".join(visible[place] for place in [*wrong, *changed])
