"""The commands: arguments in, messages and exit code out.

Everything heavy is imported inside the commands, so that `convert --help` answers at once.
"""

from __future__ import annotations

import io
import json
import os
import shlex
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from convert import __version__
from convert.errors import DocumentError, Finding, KanbenError, ProgramError, SourceError, UsageError

if TYPE_CHECKING:
    from convert.build.task import Result

FORMATS = ("docx", "pdf", "xhtml", "epub")
STRICT = 5  # exit code: audit findings under --strict
INTERRUPTED = 130  # exit code, as shells have it for Ctrl-C
SEVERE = ("warning", "error")

paths_argument = click.argument("paths", metavar="INPUT...", nargs=-1, required=True, type=click.Path(path_type=Path))
output_option = click.option(
    "-o", "--output", default=Path("output"), show_default=True, type=click.Path(path_type=Path), help="The folder to write to."
)
style_option = click.option("--style", default="gb9704", show_default=True, help="A style's name, or the path of its folder or style.toml.")
format_option = click.option(
    "--format", "formats", multiple=True, type=click.Choice(FORMATS), help="Print only this format; may be given several times."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Report as JSON on standard output.")
strict_option = click.option("--strict", is_flag=True, help="Exit with 5 when a finding needs an editor's eye.")


class Program(click.Group):
    """All commands: an interrupt ends each of them with its own exit code."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("Interrupted. What is done is kept; the same command goes on from here.", err=True)
            ctx.exit(INTERRUPTED)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="kanben")
def main() -> None:
    """Kanben (刊本): scraped forum threads with Chinese official reports become printed editions.

    Exit codes: 0 all well; 1 some documents failed, the others are done; 2 usage, or no input; 3 environment; 4 style error;
    5 findings under --strict; 130 interrupted.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):  # a file's name may be no text of the terminal's encoding
        sys.stdout.reconfigure(errors="backslashreplace")


# --- making ------------------------------------------------------------------------------------------------------------------------


@main.command("all")
@paths_argument
@output_option
@style_option
@format_option
@click.option("--jobs", type=click.IntRange(1), default=None, help="Worker processes; by default one for each processor.")
@click.option(
    "--engine",
    type=click.Choice(["local", "inline"]),
    default="local",
    show_default=True,
    help="A pool of processes, or this process alone.",
)
@click.option("--timeout", type=click.FloatRange(1), default=300.0, show_default=True, help="Seconds for one thread.")
@click.option("--force", is_flag=True, help="Make everything anew; files edited by hand are saved as .orig.")
@strict_option
@json_option
def all_command(paths: tuple[Path, ...], formats: tuple[str, ...], jobs: int | None, strict: bool, as_json: bool, **rest: Any) -> None:
    """Make XML, DOCX, PDF, XHTML and EPUB of every thread found under INPUT."""
    from convert.build.run import Options, build

    options = Options(formats=formats or FORMATS, workers=jobs or processors(), **rest)
    results: list[Result] = []
    progress = Progress(quiet=as_json)
    try:
        for result in build(paths, options, progress.begin):
            results.append(result)
            progress.show(result)
    finally:
        progress.end()
    report(results, options.output, as_json)
    sys.exit(exit_code(results, strict))


def processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Progress:
    """A bar on a terminal, plain lines in a log, nothing beside JSON."""

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self.bar: Any = None
        self.total = self.done = 0

    def begin(self, total: int) -> None:
        """Told how many threads there are."""
        self.total = total
        if sys.stderr.isatty() and not self.quiet:
            self.bar = click.progressbar(length=total, label="Making editions", file=sys.stderr)
            self.bar.__enter__()

    def show(self, result: Result) -> None:
        """One thread is done."""
        self.done += 1
        if self.bar is not None:
            self.bar.update(1)
        elif not self.quiet:
            name = result.record.title if result.record else " ".join(result.files)
            click.echo(f"[{self.done}/{self.total}] {result.status}: {name} ({result.seconds:.1f} s)", err=True)

    def end(self) -> None:
        """No more results."""
        if self.bar is not None:
            self.bar.__exit__(None, None, None)
            self.bar = None


def report(results: Sequence[Result], output: Path, as_json: bool) -> None:
    """What was made, what failed and what to look at."""
    if as_json:
        click.echo(json.dumps([record_of(result) for result in results], ensure_ascii=False, indent=1))
        return
    for result in results:
        if result.status == "failed":
            click.echo(f"Failed: {result.error}", err=True)
    for result in results:
        if result.record:
            told = [f for f in result.record.findings if result.status == "made" or f.code != "replaced-edition"]
            show_findings(result.record.title, told, brief=len(results) > 1)
    made = sum(r.status == "made" for r in results)
    same = sum(r.status == "unchanged" for r in results)
    failed = len(results) - made - same
    click.echo(f"{made} made, {same} up to date, {failed} failed. See {output / 'index.html'}.")


def record_of(result: Result) -> dict[str, object]:
    """A result as JSON shows it."""
    record = result.record
    about: dict[str, object] = {"files": list(result.files), "status": result.status, "seconds": round(result.seconds, 3)}
    if result.error:
        about["error"] = result.error
    if record:
        about |= {
            "slug": record.slug,
            "title": record.title,
            "outputs": {n: m.edited or m.sha256 for n, m in sorted(record.outputs.items())},
        }
        about["findings"] = [finding_of(f) for f in record.findings]
    return about


def finding_of(found: Finding) -> dict[str, str]:
    """A finding as JSON shows it, without empty members."""
    members = {"code": found.code, "severity": found.severity, "message": found.message, "id": found.id, "quote": found.quote}
    return {k: v for k, v in members.items() if v}


def show_findings(title: str, findings: Iterable[Finding], brief: bool) -> None:
    """Findings that need an editor's eye, and what was not made because of an editor's work, on standard error; the other notes are left
    to the audit page.
    """
    from convert.check import grouped

    told = [f for f in findings if f.severity in SEVERE or f.code in ("edited-by-hand", "replaced-edition")]
    if told:
        click.echo("\n".join((f"{title}:", *grouped(told, brief))), err=True)


def exit_code(results: Sequence[Result], strict: bool) -> int:
    """The exit code of a run; of several faults the first of 3, 4, 1, 5."""
    codes = {r.exit_code for r in results if r.status == "failed"}
    severe = any(f.severity in SEVERE for r in results if r.record for f in r.record.findings)
    for code in (3, 4, 1):
        if code in codes:
            return code
    return 1 if codes else STRICT if strict and severe else 0


@main.command("xml")
@paths_argument
@output_option
@strict_option
@json_option
def xml_command(paths: tuple[Path, ...], output: Path, strict: bool, as_json: bool) -> None:
    """Make the canonical XML and the ledger alone; of a DOCX that was made here, give back its canonical XML."""
    documents = [p for p in paths if p.suffix.lower() == ".docx" and p.is_file()]
    pages = [p for p in paths if p not in documents]
    shown: list[dict[str, object]] = []
    codes: set[int] = set()
    for path in documents:
        guarded(path, lambda path=path: shown.append(from_docx(path, output)), codes)
    if pages:
        from convert.build.inputs import find, threads
        from convert.build.publish import writable

        writable(output)
        groups, unreadable = threads(find(pages))
        for bad in unreadable:
            click.echo(f"Failed: {bad.error}", err=True)
            codes.add(1)
        for group in groups:
            guarded(group[0], lambda group=group: shown.append(extract(group, output, as_json)), codes)
    if as_json:
        click.echo(json.dumps(shown, ensure_ascii=False, indent=1))
    severe = any(f["severity"] in SEVERE for s in shown for f in s.get("findings", []))  # type: ignore[attr-defined]
    sys.exit(worst(codes) or (STRICT if strict and severe else 0))


def worst(codes: set[int]) -> int:
    """Of several exit codes the one that stands first: 3, 4, 1."""
    return next((code for code in (3, 4, 1) if code in codes), 0)


def guarded(name: Path, work: Any, codes: set[int]) -> None:
    """Run one document's work; its error is told and its code kept, and the next document goes on."""
    try:
        work()
    except Exception as error:
        told = error if isinstance(error, KanbenError) else ProgramError(str(name), error)
        click.echo(f"Failed: {told.message}", err=True)
        codes.add(told.exit_code)


def extract(files: tuple[Path, ...], output: Path, as_json: bool) -> dict[str, object]:
    """Write one thread's XML, ledger and audit page; what was written, for --json."""
    from convert.build.audit_page import write
    from convert.build.publish import publish
    from convert.pipeline import edition

    found = edition(files)
    folder = output / found.slug
    outputs = {
        f"{found.slug}.xml": found.xml,
        f"{found.slug}.ledger.jsonl": found.ledger,
        f"{found.slug}.audit.html": write(found),
    }
    hashes = {name: publish(folder / name, data) for name, data in outputs.items()}
    if not as_json:
        show_findings(found.title, found.findings, brief=False)
        click.echo(str(folder / f"{found.slug}.xml"))
    about = {"files": [str(f) for f in files], "slug": found.slug, "title": found.title, "outputs": hashes}
    return about | {"findings": [finding_of(f) for f in found.findings]}


def from_docx(path: Path, output: Path) -> dict[str, object]:
    """Write the canonical XML that a DOCX of ours carries."""
    from convert.build.publish import publish
    from convert.render.docx import read_back
    from convert.source import LIMIT

    if path.stat().st_size > LIMIT:
        raise DocumentError(f"{path}: over {LIMIT // 2**20} MiB; take pictures out, or give the DOCX as it was printed")
    data, edited = read_back(path.read_bytes(), str(path))
    target = output / f"{path.stem}.xml"
    digest = publish(target, data)
    if edited:
        click.echo(f"{path}: the text was edited in Word since; the XML is that of the printed edition, without those edits.", err=True)
    click.echo(str(target))
    return {"files": [str(path)], "outputs": {target.name: digest}, "edited": edited}


@main.command("render")
@paths_argument
@click.option("-o", "--output", default=None, type=click.Path(path_type=Path), help="The folder to write to; by default beside each XML.")
@style_option
@format_option
@json_option
def render_command(paths: tuple[Path, ...], output: Path | None, style: str, formats: tuple[str, ...], as_json: bool) -> None:
    """Print canonical XML files, for instance after an edit or in another style."""
    from convert.build.publish import writable

    codes: set[int] = set()
    written: dict[str, str] = {}
    for path in paths:
        if not path.is_file():
            fact = "a folder" if path.is_dir() else "no such file"
            raise UsageError(f"{path}: {fact}; name the canonical XML to print")
        target = output or path.parent
        writable(target)
        guarded(path, lambda path=path, target=target: written.update(printed(path, target, style, formats or FORMATS, as_json)), codes)
    if as_json:
        click.echo(json.dumps(written, ensure_ascii=False, indent=1))
    sys.exit(worst(codes))


def printed(path: Path, folder: Path, style: str, formats: tuple[str, ...], as_json: bool) -> dict[str, str]:
    """Print one canonical document: the files with the hashes of their bytes; a line for each unless JSON is asked for."""
    from convert.build.task import render_file

    made = {str(folder / name): digest for name, digest in render_file(path, folder, style, formats).items()}
    if not as_json:
        for name in made:
            click.echo(name)
    return made


# --- looking -----------------------------------------------------------------------------------------------------------------------


@main.command("check")
@paths_argument
@click.option(
    "--suggest", is_flag=True, help="Write a corrections file beside each page that has findings, with one commented entry for each."
)
@strict_option
@json_option
def check_command(paths: tuple[Path, ...], suggest: bool, strict: bool, as_json: bool) -> None:
    """Validate canonical XML, and audit it or the threads of pages: what an editor should look at."""
    from convert.check import checked, report, totals

    if suggest:
        sys.exit(suggested(paths, as_json))
    rows = []
    brief = len(paths) > 1 or paths[0].is_dir()
    for row in checked(paths):
        rows.append(row)
        for line in () if as_json else report(*row, brief):
            click.echo(line)
    if as_json:
        listed = [{"file": n, "findings": [finding_of(f) for f in found]} | ({"error": e} if e else {}) for n, found, e in rows]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=1))
    elif len(rows) > 1:
        click.echo("\n".join(totals(rows)))
    severe = any(f.severity in SEVERE for _, found, _ in rows for f in found)
    failed = {1} if any(error for _, _, error in rows) else set()
    sys.exit(worst(failed) or (STRICT if strict and severe else 0))


def suggested(paths: Sequence[Path], as_json: bool) -> int:
    """Write corrections files and tell which; the exit code."""
    from convert.check import write_suggestions

    told = list(write_suggestions(paths))
    for _, error in told:
        if error:
            click.echo(f"Failed: {error}", err=True)
    written = [name for name, error in told if not error]
    if as_json:
        click.echo(json.dumps(written, ensure_ascii=False, indent=1))
    else:
        click.echo("\n".join(written) or "No corrections file was written.")
    return worst({1} if len(written) < len(told) else set())


@main.command("explain")
@paths_argument
@json_option
def explain_command(paths: tuple[Path, ...], as_json: bool) -> None:
    """Say why each line of a thread was kept, dropped or made a heading; INPUT is its page, or all of its pages."""
    from convert.build.inputs import find, threads
    from convert.explain import explain, explain_json

    groups, unreadable = threads(find(paths))
    if unreadable:
        raise SourceError(unreadable[0].error)
    if len(groups) > 1:
        listed = "; ".join(" ".join(map(str, group)) for group in groups[:3])
        raise UsageError(f"these are pages of {len(groups)} threads ({listed}{' …' if len(groups) > 3 else ''}); name those of one")
    if as_json:
        click.echo(json.dumps(explain_json(groups[0]), ensure_ascii=False, indent=1))
    else:
        for line in explain(groups[0]):
            click.echo(line)


@main.command("doctor")
@style_option
@json_option
def doctor_command(style: str, as_json: bool) -> None:
    """Show versions, libraries, the faces a style uses, and what is missing with the command that mends it."""
    from convert.doctor import examine

    lines = examine(style)
    if as_json:
        click.echo(
            json.dumps([{"what": x.what, "state": x.state, "remedy": x.remedy, "ok": x.ok} for x in lines], ensure_ascii=False, indent=1)
        )
    else:
        for x in lines:
            click.echo(f"{'ok  ' if x.ok else 'MISS'} {x.what}: {x.state}" + (f"\n     {x.remedy}" if x.remedy else ""))
    sys.exit(0 if all(x.ok for x in lines) else 3)


# --- styles and releases -----------------------------------------------------------------------------------------------------------


@main.group("style")
def style_group() -> None:
    """List, make, check and compare styles."""


@style_group.command("list")
@json_option
def style_list(as_json: bool) -> None:
    """The styles that --style knows by name."""
    from convert.style import names

    found = names()
    if as_json:
        click.echo(json.dumps([{"name": n, "title": t} for n, t in found], ensure_ascii=False, indent=1))
    else:
        for name, title in found:
            click.echo(f"{name:14}{title}")


@style_group.command("new")
@click.argument("folder", metavar="NAME", type=click.Path(path_type=Path))
@click.option("--from", "base", default="gb9704", show_default=True, help="The style to begin with.")
def style_new(folder: Path, base: str) -> None:
    """Make a folder with a style.toml that extends another style, everything it may change shown in comments."""
    from convert.style import begin

    path = begin(folder, base)
    name = shlex.quote(str(folder))
    click.echo(f"{path}: edit it, then: convert style check {name}; convert all INPUT --style {name}")


@style_group.command("check")
@click.argument("style")
@json_option
def style_check(style: str, as_json: bool) -> None:
    """Check a style.toml and its print.css: every error with its place and what is allowed; then what a format cannot do of it."""
    from convert.style import resolve, shortfalls

    resolved = resolve(style)
    if resolved.print_css:
        from convert.render import printing

        printing("pdf").own_sheet(resolved)
    if as_json:
        about = {"name": resolved.name, "sha256": resolved.sha256, "shortfalls": list(shortfalls(resolved))}
        click.echo(json.dumps(about, ensure_ascii=False, indent=1))
        return
    click.echo(f"{resolved.name}: well. Its tokens have the hash {resolved.sha256[:16]}.")
    for line in shortfalls(resolved):
        click.echo(f"  {line}")


@style_group.command("diff")
@click.argument("one")
@click.argument("other")
@json_option
def style_diff(one: str, other: str, as_json: bool) -> None:
    """Every token in which two styles differ, with both values."""
    from convert.style import diff

    found = diff(one, other)
    if as_json:
        click.echo(json.dumps([{"token": t, "one": a, "other": b} for t, a, b in found], ensure_ascii=False, indent=1))
        return
    for token, a, b in found:
        click.echo(f"{token}: {a or 'none'} → {b or 'none'}")
    click.echo("1 token differs." if len(found) == 1 else f"{len(found)} tokens differ.")


@main.command("release")
@click.argument("made", metavar="OUTPUT", default=Path("output"), type=click.Path(path_type=Path))
@click.option("-o", "--output", default=Path("release"), show_default=True, type=click.Path(path_type=Path), help="The folder to write to.")
@json_option
def release_command(made: Path, output: Path, as_json: bool) -> None:
    """Gather the artifacts of an output folder under ASCII names, with SHA256SUMS and manifest.json."""
    from convert.release import release

    names = release(made, output)
    others = sorted(path.name for path in output.iterdir() if path.name not in names)
    if others:
        click.echo(
            f"{output}: holds what is not of this release: {', '.join(others)}; take it away before you publish the folder", err=True
        )
    if as_json:
        click.echo(json.dumps(names, ensure_ascii=False, indent=1))
        return
    click.echo(f"{len(names)} files in {output}; check them with: sha256sum -c SHA256SUMS")
