"""The one time that outputs may carry: SOURCE_DATE_EPOCH, else the post's time, else the date delivered, else 1980-01-01.

What goes in is the canonical tree, what comes out is an aware datetime in UTC, so that the same input gives the same bytes on any day.
"""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime

from lxml import etree

from convert.document import DB, KB, text_of
from convert.errors import SetupError

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # zip archives know no earlier time
DELIVERED = re.compile(r"(\d{4})\D(\d{1,2})\D(\d{1,2})")


def clock(root: etree._Element) -> datetime:
    """The document's time.  The forum's local time is taken as it is written; SetupError when SOURCE_DATE_EPOCH is no number."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        if not re.fullmatch(r"\d{1,11}", epoch):
            raise SetupError(f"SOURCE_DATE_EPOCH = {epoch!r}: not a number of seconds; set it to one, or unset it")
        return max(EARLIEST, datetime.fromtimestamp(int(epoch), UTC))
    info = root.find(f"{DB}info")
    source = None if info is None else info.find(f"{KB}source")
    posted = "" if source is None else source.get("posted", "")
    date = "" if info is None else text_of(info.find(f"{DB}date"))
    return moment(posted) or day(date) or EARLIEST


def moment(text: str) -> datetime | None:
    """A time as the source writes it (`2024-03-02T08:32:16`), None when it is not one or too early."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    found = found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    return found.replace(microsecond=0) if found >= EARLIEST else None


def day(text: str) -> datetime | None:
    """A date as written (2024年1月8日, 2024-01-08), None when it is not one or too early."""
    found = DELIVERED.search(text)
    if found is None:
        return None
    try:
        date = datetime(int(found[1]), int(found[2]), int(found[3]), tzinfo=UTC)
    except ValueError:
        return None
    return date if date >= EARLIEST else None
