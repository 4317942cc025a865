"""Members to a zip file: the same members and the same time give the same bytes, whoever runs it, where and when.

Python's own writer stamps the clock and the platform into every entry; here each entry's record is fixed.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Iterable
from datetime import UTC, datetime

EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)  # a zip cannot say an earlier time


def archive(members: Iterable[tuple[str, bytes]], when: datetime, stored: Collection[str] = ()) -> bytes:
    """A zip of (name, content) pairs in the order given, deflated but for the names in `stored`.

    `when` becomes the time of every entry, to two seconds, in UTC; a zip has no time zone.
    """
    stamp = max(when.astimezone(UTC), EARLIEST).timetuple()[:6]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name, content in members:
            entry = zipfile.ZipInfo(name, stamp)
            entry.create_system = 3  # Unix, on every platform
            entry.external_attr = 0o100644 << 16
            entry.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            target.writestr(entry, content, compresslevel=6)  # 9 takes a third longer and saves less than a hundredth
    return buffer.getvalue()
