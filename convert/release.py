"""Release artifacts: an output folder in, a flat folder of files under stable ASCII names out, with SHA256SUMS and manifest.json.

A file host may rewrite names that are not ASCII, so an artifact is named `<year>-<8 hex of the thread>.<extension>`, and the manifest
tells the title for each.  Two names never collide: that is an error, not an overwrite.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from convert.build.publish import publish, writable
from convert.document import sha256
from convert.errors import DocumentError, UsageError

RELEASED = ("xml", "docx", "pdf", "xhtml", "epub", "ledger.jsonl")


def release(made: Path, output: Path) -> list[str]:
    """Gather what an output folder's manifest lists; the names written, sorted.

    UsageError when the folder has no manifest; DocumentError when it is none of ours, a file is missing or was changed since, or two would
    share a name.
    """
    try:
        told = json.loads((made / "manifest.json").read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{made}: no manifest.json there; run `convert all` first, or name the output folder") from error
    except ValueError as error:
        raise DocumentError(f"{made / 'manifest.json'}: not JSON ({error}); run `convert all` again, which writes it anew") from error
    if not isinstance(told, dict) or "documents" not in told:
        raise DocumentError(f"{made / 'manifest.json'}: not a manifest of editions; name a folder that `convert all` has made")
    writable(output)
    artifacts: dict[str, bytes] = {}
    documents = []
    for document in told["documents"]:
        stem = ascii_name(document)
        files = gather(made / document["slug"], document["outputs"], document["slug"], stem)
        for name in files:
            if name in artifacts:
                raise DocumentError(f"{name}: two editions would share this name; take one of them out of {made}")
        artifacts |= files
        documents.append(document | {"name": stem, "outputs": {name: sha256(data) for name, data in sorted(files.items())}})
    manifest = json.dumps(told | {"documents": documents}, ensure_ascii=False, indent=1) + "\n"
    artifacts["manifest.json"] = manifest.encode()
    sums = "".join(f"{sha256(data)}  {name}\n" for name, data in sorted(artifacts.items()))
    artifacts["SHA256SUMS"] = sums.encode()
    for name, data in sorted(artifacts.items()):
        publish(output / name, data)
    return sorted(artifacts)


def ascii_name(document: Mapping[str, str]) -> str:
    """The year that the title begins with or holds, and the thread's 8 hex digits."""
    year = re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", document["title"])
    return f"{year[0] if year else 'report'}-{document['slug'].rpartition('-')[2]}"


def gather(folder: Path, outputs: Mapping[str, str], slug: str, stem: str) -> dict[str, bytes]:
    """The files of one edition under their new names.  DocumentError for one that is missing or not as it was made."""
    files: dict[str, bytes] = {}
    for name, digest in outputs.items():
        extension = name.removeprefix(slug + ".")
        if extension not in RELEASED:
            continue
        try:
            data = (folder / name).read_bytes()
        except OSError as error:
            raise DocumentError(f"{folder / name}: missing; run `convert all` again") from error
        if sha256(data) != digest:
            remedy = "run `convert all` again, which prints it" if extension == "xml" else "run `convert all --force`"
            raise DocumentError(f"{folder / name}: changed since it was made; {remedy}, or take the change back")
        files[f"{stem}.{extension}"] = data
    return files
