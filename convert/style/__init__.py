"""style.toml to what printers need.

`resolve` gives a ResolvedStyle, `check` what is wrong, `names` what is shipped, `begin` a file for a new one, `diff` two styles side by
side, `shortfalls` what a format cannot do of a style, `schema` the JSON Schema of style.toml.
"""

from convert.style.compare import diff, shortfalls
from convert.style.load import begin, check, names, resolve, schema
from convert.style.resolved import ROLES, Face, PageStyle, ResolvedStyle, Role, traditional

__all__ = [
    "ROLES",
    "Face",
    "PageStyle",
    "ResolvedStyle",
    "Role",
    "begin",
    "check",
    "diff",
    "names",
    "resolve",
    "schema",
    "shortfalls",
    "traditional",
]
