"""style.toml to what printers need: `resolve` gives a ResolvedStyle, `check` what is wrong, `names` what is shipped."""

from convert.style.load import check, names, resolve, schema
from convert.style.resolved import ROLES, Face, PageStyle, ResolvedStyle, Role

__all__ = ["ROLES", "Face", "PageStyle", "ResolvedStyle", "Role", "check", "names", "resolve", "schema"]
