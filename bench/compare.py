"""Proof that a rebuilt house shows the same: what two commits make of the same inputs, compared byte by byte.

    python bench/compare.py BASE [HEAD]      # two commits; HEAD: the work tree as it stands when left out

Each commit makes every product – documents, tables, sentences, noty, audits, workbooks, schemas, texts of errors – from
its own ``tests`` and ``examples``, in a process of its own. What differs is told with the first line in which it does.
Ends with 1 where anything differs or cannot be made, with 2 where no such commits are given. In JSON Schemas the names
of definitions are not compared; another description is told and does not count.

Only public names are used here, so that nothing has to change when the files behind them move. The texts of errors are
in mappings called ``TEXTS``, wherever these stand.
"""

import importlib
import importlib.util
import io
import json
import os
import pkgutil
import random
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import replace
from datetime import date, timedelta
from itertools import zip_longest
from pathlib import Path
from typing import Any
from unittest.mock import patch

import powiat

import piecza
from piecza import Case, Month, audit, cli, notes, testing

ROOT = Path(__file__).resolve().parent.parent
SETTINGS = {"COLUMNS": "100", "TERM": "dumb", "NO_COLOR": "1", "PYTHONHASHSEED": "0"}
LANGS: tuple[Any, ...] = ("pl", "en")
DESCRIPTIONS = ".descriptions.txt"
COMMANDS = ("charge", "cost", "rates", "schema", "notes", "correct", "check", "template", "audit")
MISTAKES = (
    *("other_reading", "other_band", "other_days", "other_base", "rounding", "arithmetic", "charged_twice"),
    *("before_arrival", "after_leaving", "other_gmina", "exempt", "outside_base", "not_charged"),
)
POWIAT, FAMILY, CHARGED = "in/examples/powiat.json", "in/examples/family.json", "in/examples/naliczenia.csv"
REGISTER, TABLES, AGREEMENT = "in/examples/rejestr.xlsx", "in/examples/rejestr", "in/examples/porozumienie.toml"
EXAMPLES = (
    *((POWIAT, months) for months in ("2025-01", "2025-05", "2025-11", "2025-01..2025-12")),
    *((FAMILY, months) for months in ("2025-03", "2025-02..2025-04")),
)
SPARE = ("--out", "in/spare")  # emptied before each command
NOTES = ("notes", REGISTER, "--agreement", AGREEMENT, "--month", "2025-03", "--format", "json", *SPARE)
AUDIT = ("audit", CHARGED, REGISTER, "--agreement", AGREEMENT)
STAYS, EXPENSES, COSTS = f"{TABLES}/pobyty.csv", f"{TABLES}/wydatki.csv", f"{TABLES}/koszty miesięczne.csv"
FAMILIES, ANNOUNCED = f"{TABLES}/koszty rodzin.csv", f"{TABLES}/ogłoszenia.csv"
CHANGES = (  # of the register, one after another
    (STAYS, "05.11.2024", "05.11.2023"),
    (COSTS, "zmyślone-08;01.06.2024;1002,00", "zmyślone-08;01.06.2024;1102,00"),
    (STAYS, "15.03.2025", "01.03.2025"),
    (STAYS, "zmyślone-13;2604043", "zmyślone-13;2808011"),
    (FAMILIES, "5600,00", "6000,00"),
    (EXPENSES, "300,00", "350,00"),
)
WRONG = {  # what stands in a file, and what each time stands there instead
    (STAYS, "05.11.2024"): ("31.02.2024", "5.11.24", ""),
    (STAYS, "zmyślone-05;2604043"): ("zmyślone-05;26040", "zmyślone-05;204043", "zmyślone-05;2661011"),
    (STAYS, "14.05.2025;30.06.2025"): ("14.05.2025;30.06.2024", "14.05.2025;"),
    (STAYS, "zmyślone-01"): ('"zmyślone-01', "1" * 11),
    (STAYS, "dziecko;gmina"): ("dziecko;gminna", "dziecko;dziecko"),
    (EXPENSES, "300,00"): ("8.305", "300,005", "300 zl"),
    (EXPENSES, "zmyślone-01;świadczenie"): ("zmyślone-1;świadczenie", "zmyślone-01;buty"),
    (COSTS, "1308,00;1"): ("1308,00;7",),
    (FAMILIES, "rodzina-zmyślona;utrzymanie"): ("inna;utrzymanie",),
    (ANNOUNCED, "placówka-zmyślona"): ("inna",),
    (POWIAT, '"2025-01-20"'): ('"2025-02-30"', '"20.01.2025"', "null"),
    (POWIAT, '"1002.00"'): ('"1,5"', '"-1.00"', "1002"),
    (POWIAT, '"id": "zmyślone-02"'): ('"id": "zmyślone-01"', f'"id": "{"1" * 11}"'),
    (POWIAT, '"start": "2025-06-30"'): ('"start": "2025-06-01"', '"start": "2025-07-10"'),
    (POWIAT, '"schema"'): ("schema", '"schema": 1, "schema"', '"scheme"'),
    (FAMILY, '"rates"'): ('"announcements"', '"rate"'),
    (FAMILY, '"wage_apportionment": "child_days",'): ("", '"wage_apportionment": "equal",'),
    (CHARGED, "100,20;10;1002,00;31"): ("1.234;10;1002,00;31", "100,20;x;1,2,3;999"),
    (CHARGED, "2025-01;;"): ("styczeń;;", "01.02.25;;", "2025-01;buty;"),
    (CHARGED, "zmyślone-05"): ("zmyśIone-05", ""),
    (AGREEMENT, '"000-000-00-00"'): ('"000-000-00-01"', '" "'),
    (AGREEMENT, "due_days = 14"): ("due_days = 400", "due_days ="),
    (AGREEMENT, '"2604043"'): ('"2808011"', '"2604053"'),
    (AGREEMENT, 'lodging_split = "equal_per_child"'): ("", 'lodging_split = "x"'),
}
ASKED_WRONGLY: tuple[tuple[str, ...], ...] = (
    *[("charge", POWIAT, "--month", months) for months in ("2024-13", "2025-02..2025-01", "2010-01")],
    *[("charge", "in/nowhere.json", "--month", "2025-01"), ("check", "in/nowhere.xlsx"), ("correct", "in", REGISTER)],
    *[("rates", "allowance_related", "--day", day) for day in ("2025-12-30", "2025-02-29", "1.06.2024")],
    *[(*NOTES, "--issued", "4.4.25"), ("audit", CHARGED, REGISTER, *SPARE), (*AUDIT, *SPARE, "--dossier", "D-1")],
    *[(*AUDIT, *SPARE, *more) for more in (("--refund-until", "2025-08-01"), ("--leave-out", "naliczenia[999]"))],
)


def public(name: str) -> Any:
    """A public name, in whichever wing a commit has it."""
    wings = [f"piecza.{wing}" for wing in ("registers", "files", "notes", "dues", "testing")]
    modules = [importlib.import_module(wing) for wing in wings if importlib.util.find_spec(wing)]
    return next(getattr(module, name) for module in modules if name in getattr(module, "__all__", ()))


# Two commits


def main(arguments: Sequence[str]) -> int:
    if len(arguments) == 4 and (arguments[0], arguments[2]) == ("--make", "--root"):
        make(Path(arguments[1]), Path(arguments[3]))
        return 0
    commits = [f"{name}^{{commit}}" for name in arguments]
    if len(commits) not in (1, 2) or any(git("rev-parse", "--quiet", "--verify", name) for name in commits):
        print(*(__doc__ or "").splitlines()[:3], sep="\n", file=sys.stderr)
        return 2
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        roots = [stack.enter_context(tree(name)) for name in commits]
        base, head = [*roots, ROOT][:2]
        making = [started(base, folder / "base"), started(head, folder / "head")]
        statuses = [process.wait() for process in making]  # of both, before the trees go
        if any(statuses):
            print("Not everything could be made.", file=sys.stderr)
            return 1
        return told(folder / "base" / "out", folder / "head" / "out")


def git(*arguments: str) -> int:
    return subprocess.run(["git", "-C", ROOT, *arguments], stdout=subprocess.DEVNULL).returncode


@contextmanager
def tree(commit: str) -> Iterator[Path]:
    """A commit checked out for a while."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "tree"
        if git("worktree", "add", "--quiet", "--detach", str(root), commit):
            sys.exit(1)
        try:
            yield root
        finally:
            git("worktree", "remove", "--force", str(root))


def started(root: Path, folder: Path) -> "subprocess.Popen[bytes]":
    """A process that makes the products of a tree, by this copy of the script: an old commit does not hold it."""
    path = os.pathsep.join(filter(None, (str(root / "src"), os.environ.get("PYTHONPATH"))))
    command = [sys.executable, __file__, "--make", str(folder), "--root", str(root)]
    return subprocess.Popen(command, env={**os.environ, **SETTINGS, "PYTHONPATH": path})


def told(base: Path, head: Path) -> int:
    """Says what differs; the exit status."""
    names = sorted({str(path.relative_to(top)) for top in (base, head) for path in top.rglob("*") if path.is_file()})
    different = 0
    for name in names:
        one, two = ((top / name).read_bytes() if (top / name).exists() else None for top in (base, head))
        if one == two:
            continue
        if one is not None and two is not None and name.endswith(DESCRIPTIONS):
            print(f"warning: description differs: {name}{difference(one, two)}")
            continue
        different += 1
        if one is None or two is None:
            print(f"{name}: only in {'HEAD' if one is None else 'BASE'}")
        else:
            print(f"{name}: differs{difference(one, two)}")
    print(f"{len(names)} files compared, {different} of them differ")
    return 1 if different else 0


def difference(one: bytes, two: bytes) -> str:
    """Where two contents differ first, as far as it can be shown."""
    if one[:2] == two[:2] == b"PK":  # workbooks: the first part that differs
        first, second = (zipfile.ZipFile(io.BytesIO(content)) for content in (one, two))
        for name in sorted({*first.namelist()} & {*second.namelist()}):
            if first.read(name) != second.read(name):
                return f" in {name}{difference(first.read(name), second.read(name))}"
    try:
        lines = [content.decode().splitlines() for content in (one, two)]
    except UnicodeDecodeError:
        return f" ({len(one)} and {len(two)} bytes)"
    for number, (left, right) in enumerate(zip_longest(*lines, fillvalue="(no line)"), 1):
        if left != right:
            same = next((at for at, pair in enumerate(zip(left, right, strict=False)) if len({*pair}) > 1), len(left))
            shown = slice(max(0, same - 60), same + 100)
            return f" in line {number}\n  - {left[shown]}\n  + {right[shown]}"
    return " in how its lines end"


# The products of one


def make(folder: Path, root: Path) -> None:
    """All products of a tree, in ``folder/out``. The library is given relative paths, so that none is in a product."""
    if not Path(piecza.__file__).is_relative_to(root):
        sys.exit(f"piecza was imported from {piecza.__file__}, not from {root}")
    shutil.copytree(root / "examples", folder / "in" / "examples")
    os.chdir(folder)
    of_golden(root / "tests")
    of_examples()
    of_noty()
    of_audits()
    of_series()
    of_wrong()
    of_properties()
    of_documentation()


def write(name: str, content: bytes | str | object) -> None:
    """A product: bytes, a text, or anything else as JSON."""
    path = Path("out") / name
    path.parent.mkdir(parents=True, exist_ok=True)
    text = content if isinstance(content, str | bytes) else json.dumps(content, ensure_ascii=False, indent=1)
    path.write_bytes(text if isinstance(text, bytes) else text.encode(errors="backslashreplace"))


def printed(*arguments: str) -> tuple[str, str]:
    """What a command prints, and that with what it says of errors and its exit status."""
    shutil.rmtree(SPARE[1], ignore_errors=True)
    streams = io.BytesIO(), io.BytesIO()
    out, err = (io.TextIOWrapper(stream, encoding="utf-8", write_through=True) for stream in streams)
    status: object = 0
    with patch.object(sys, "argv", ["piecza", *arguments]), redirect_stdout(out), redirect_stderr(err):
        try:
            cli.main()
        except SystemExit as ended:
            status = ended.code
        except Exception as error:  # told, and the rest is made all the same
            status = repr(error)
            print(f"piecza {' '.join(arguments)}: {status}", file=sys.__stderr__)
    said, errors = (stream.getvalue().decode() for stream in streams)
    return said, f"$ piecza {' '.join(arguments)}\n{said}{errors}exit status {status}\n"


def run(name: str, *arguments: str) -> None:
    """What a command prints."""
    write(f"{name}.txt", printed(*arguments)[1])


def run_all(name: str, *arguments: str) -> None:
    """What a command prints as JSON, and for people in either language."""
    run(f"{name}.json", *arguments, "--json")
    for lang in LANGS:
        run(f"{name}.{lang}", *arguments, "--lang", lang)


@contextmanager
def edited(name: str, old: str, new: str) -> Iterator[None]:
    """A file with another text in one place, for a while."""
    path = Path(name)
    content = path.read_bytes()
    if old.encode() not in content:
        sys.exit(f"{old} is not in {name}")
    path.write_bytes(content.replace(old.encode(), new.encode(), 1))
    yield
    path.write_bytes(content)


def of_golden(tests: Path) -> None:
    """Every golden document charged, explained, costed, as noty with corrections, and audited; whole ones as asked."""
    folders = [folder for golden in tests.rglob("golden") for folder in (golden, golden / "full")]
    paths = sorted({path for folder in folders for path in folder.glob("*.json")})
    documents = {path: json.loads(path.read_bytes()) for path in paths}
    cases = {path.stem: json.dumps(given["case"]) for path, given in documents.items() if "case" in given}
    for path, given in documents.items():
        name, file = f"golden/{path.parent.name}-{path.stem}", "in/case.json"
        Path(file).write_text(cases[path.stem], encoding="utf-8")
        asked = given if "case" in given else given["document"]
        months = f"{asked['first']}..{asked['last']}"
        run(f"{name}/charge.json", "charge", file, "--month", months, "--json")
        run(f"{name}/cost.json", "cost", file, "--month", months, "--json")
        case = piecza.read_case(cases[path.stem])
        charges = piecza.charges(case, asked["first"], asked["last"])
        write(f"{name}/explained.json", piecza.explained(case, charges))
        write(f"{name}/bands.txt", "\n".join(f"{piecza.band_changes(c, case.readings)}" for c in case.children))
        for lang in LANGS:
            run(f"{name}/explain.{lang}", "charge", file, "--month", months, "--explain", "--lang", lang)
            sentences = [line for charge in charges for line in piecza.explain(case, charge).sentences(lang)]
            write(f"{name}/sentences.{lang}.txt", "\n".join(sentences))
        if "case" in given and any(charge.amount for charge in charges):
            noty_of(f"{name}/noty", case, sorted({charge.month for charge in charges}))
            audited(f"{name}/audit", mistaken(testing.right_series(case, charges.first, charges.last), MISTAKES))


def noty_of(name: str, case: Case, months: Sequence[Month]) -> None:
    """The noty of a case, and those that correct them once everything costs more."""
    text = '[powiat]\nname = "Powiat Przykładowy"\naddress = "ul. Powiatowa 1"\nplace = "Przykładowo"\n[readings]\n'
    text += "".join(f'{reading} = "{option}"\n' for reading, option in case.readings.model_dump().items() if option)
    codes = {stay.gmina[:6]: stay.gmina for child in case.children for stay in child.stays}
    text += "".join(f'[[gmina]]\ncode = "{code}"\nname = "Gmina {code}"\naddress = "-"\n' for code in codes.values())
    agreement = notes.read_agreement(text)
    dearer = piecza.read_case(re.sub(r'"amount":"(?=\d)', '"amount":"1', case.model_dump_json()))
    for month in {months[0], months[-1]}:
        issued = notes.notas(case, month, agreement, issued=date(2026, 1, 5))
        summary = notes.month_summary(case, issued)
        write(f"{name}/summary-{month}.json", summary.to_json())
        write_page(f"{name}/summary-{month}", notes.summary_page(summary))
        stored = list(issued)
        for nota in [*stored, *notes.corrections(stored, dearer, issued=date(2026, 2, 5), agreement=agreement)]:
            write(f"{name}/{public('name_of')(nota)}.json", nota.to_json())
            write_page(f"{name}/{public('name_of')(nota)}", notes.page(nota))


def write_page(name: str, page: notes.Page) -> None:
    write(f"{name}.html", notes.to_html(page))
    write(f"{name}.pdf", notes.to_pdf(page))
    write(f"{name}.xlsx", notes.to_xlsx(page))


def of_examples() -> None:
    for path, months in EXAMPLES:
        name = f"examples/{Path(path).stem}-{months}"
        run_all(f"{name}/charge", "charge", path, "--month", months)
        run_all(f"{name}/explain", "charge", path, "--month", months, "--explain")
        run_all(f"{name}/cost", "cost", path, "--month", months)
        for columns in ("60", "200"):
            with patch.dict(os.environ, COLUMNS=columns):
                run(f"{name}/charge-{columns}", "charge", path, "--month", months)
    run_all("rates/all", "rates")
    run_all("rates/day", "rates", "--day", "2025-03-01")
    run_all("rates/one", "rates", "allowance_related")


def of_noty() -> None:
    """Noty of several months from either register, and corrections after changes of it."""
    agreed = ("--agreement", AGREEMENT)
    for kind, register, lang in (("xlsx", REGISTER, "pl"), ("csv", TABLES, "en")):
        run_all(f"check/{kind}", "check", register)
        for month in ("2025-03", "2025-05", "2025-07"):
            asked = ("notes", register, *agreed, "--month", month, "--issued", "2025-09-01")
            run(f"noty/{kind}/{month}", *asked, "--out", f"out/noty/{kind}", "--lang", lang)
            run(f"noty/{kind}/{month}.json", *asked, *SPARE, "--json", "--format", "json")
    with ExitStack() as stack:
        for number, change in enumerate(CHANGES, 1):
            stack.enter_context(edited(*change))
            run_all(f"correct/{number}", "correct", "out/noty/csv", TABLES)
            issued = ("--out", "out/noty/csv", "--issued", f"2025-10-{number:02}")
            reason = ("--reason", "Błąd w rejestrze.") if number % 2 else ()
            run(f"correct/{number}", "correct", "out/noty/csv", TABLES, *agreed, *issued, *reason)
        case = public("read_register")(TABLES)
        write("register/rejestr.xlsx", public("to_workbook")(case))
        for name, content in [*public("to_csv")(case).items(), *public("to_csv")(case, "rfc").items()]:
            write(f"register/{name}", content)
        run_all("correct/nothing", "correct", "out/noty/csv", "out/register/rejestr.xlsx")
        run("audit-of-noty/pl", "audit", "out/noty/csv", TABLES, *agreed, "--out", "out/audit-of-noty")


def of_audits() -> None:
    """Audits of the example."""
    children = ("zmyślone-01", "zmyślone-03", "zmyślone-06", "zmyślone-12", "zmyślone-14", "zmyślone-A", "zmyślone-C")
    more = [part for child in children for part in ("--dossier", child)]
    more += ["--refund-since", "2025-08-01", "--refund-until", "2026-03-31"]
    # Both: a commit that knows the rate of 5 March 2026 ends the first on that day.
    more += ["--interest-rate", "2026-02-05=9.50", "--interest-rate", "2026-03-06=9.25"]
    for lang in LANGS:
        folders = ("--out", f"out/audit/{lang}", "--noty", f"out/audit/noty-{lang}")
        run(f"audit/{lang}", *AUDIT, *folders, *more, "--lang", lang)
    run("audit/json", *AUDIT, *SPARE, *more, "--json")
    run_all("audit/part", *AUDIT, *SPARE, "--month", "2025-02..2025-04", "--leave-out", "zmyślone-06")
    readings = ("wage_apportionment=child_days", "lodging_split=equal_per_child", "coordinator=percent")
    chosen = [part for reading in readings for part in ("--reading", reading)]
    run_all("audit/readings", "audit", CHARGED, TABLES, *SPARE, *chosen)
    run_all("audit/correct", "correct", "out/audit/noty-pl", REGISTER)


def of_series() -> None:
    """Audits of planted mistakes: each by itself in the example, and all in drawn cases."""
    example = testing.right_series(piecza.read_case(Path(POWIAT).read_bytes()), Month(2025, 1), Month(2025, 12))
    for mistake in MISTAKES:
        audited(f"series/{mistake}", mistaken(example, [mistake]))
    audited("series/all", mistaken(example, MISTAKES))
    write("series/charged.csv", public("charged_to_csv")(mistaken(example, MISTAKES).charged))
    for seed in range(4):
        document = powiat.case(4, seed, date(2011, 6, 1), date(2025, 3, 1))
        case = Case.model_validate(powiat.by_facts(document, 2025) if seed % 2 else document)
        audited(f"series/{seed}", mistaken(testing.right_series(case, Month(2023, 7), Month(2025, 6)), MISTAKES))


def mistaken(series: Any, mistakes: Sequence[Any]) -> Any:
    """The series with one mistake more of each kind, where it changes anything."""
    for kind in mistakes:
        series = testing.plant(series, kind, random.Random(kind).choice) or series
    return series


def audited(name: str, series: Any) -> None:
    """The audit of a series whose charges stand on noty; of the first two children that are wrong dossiers too."""
    charged = [on_paper(row) for row in series.charged if row.amount]
    done = audit.audit(series.case, charged, series.first, series.last)
    money = audit.claims(done, refund_since=date(2025, 8, 1), refund_until=date(2025, 12, 31))
    write(f"{name}/audit.json", audit.document_json(done, money))
    write(f"{name}/report.xlsx", audit.report_xlsx(done, money))
    for lang in LANGS:
        write(f"{name}/report.{lang}.html", audit.report_html(done, money, lang))
        for number, child in enumerate(list(dict.fromkeys(row.child for row in done.wrong if row.child))[:2]):
            write(f"{name}/child-{number}.{lang}.html", audit.dossier_html(series.case, done, money, child, lang))


def on_paper(row: audit.PastCharge) -> audit.PastCharge:
    issued = row.first.end + timedelta(days=9)
    due = issued + timedelta(days=14)
    paid = due + timedelta(days=45 if row.first.month == 7 and row.first.year > 2015 else -2)
    return replace(row, nota=f"{row.first}", issuer="PCPR", issued=issued, due=due, paid=paid, place=f"a[{row.first}]")


def of_wrong() -> None:
    """What is said of wrong files and wrong questions, and the workbooks of rows to mend."""
    for number, ((path, old), instead) in enumerate(WRONG.items()):
        for turn, new in enumerate(instead):
            with edited(path, old, new):
                run_wrong(f"wrong/{number:02}-{turn}", path)
    with ExitStack() as stack:
        for path, old in ((STAYS, "05.11.2024"), (STAYS, "zmyślone-05;2604043"), (EXPENSES, "300,00")):
            stack.enter_context(edited(path, old, WRONG[path, old][0]))
        run_wrong("wrong/several", STAYS)
    for number, asked in enumerate(ASKED_WRONGLY):
        run_all(f"asked-wrongly/{number:02}", *asked)
    run("asked-wrongly/schema", "schema", "piecza.case/9")


def run_wrong(name: str, path: str) -> None:
    """What the command that reads a file says of it."""
    commands = {CHARGED: (*AUDIT, *SPARE), AGREEMENT: NOTES}
    of_case = ("charge", path, "--month", "2025-03")
    command = commands.get(path, of_case if path.endswith(".json") else ("check", TABLES))
    run(f"{name}.json", *command, "--json")
    for lang in LANGS:
        mend = ("--faulty", f"out/{name}.{lang}.xlsx") if path.endswith(".csv") else ()
        run(f"{name}.{lang}", *command, *mend, "--lang", lang)


def of_properties() -> None:
    """What is said of systems that do not have the properties of right ones."""

    def too_much(case: dict[str, Any], month: str) -> dict[tuple[str, str], int]:
        child = case["children"][0]
        return {(child["id"], child["stays"][0]["gmina"]): 1_000_000}

    properties: tuple[tuple[Callable[..., None], Callable[..., Any]], ...] = (
        (testing.agrees, too_much),
        (
            testing.adds_up,
            lambda case, *months: {**piecza.charges(Case.model_validate(case), *months).to_dict(), "total": "9"},
        ),
        (testing.never_more_than_cost, too_much),
        (testing.order_of_children_does_not_matter, too_much),
        (testing.correction_of_nothing_is_nothing, lambda nota, case: "1.00"),
        (testing.correction_is_the_difference, lambda nota, case: "0.00"),
    )
    for holds, system in properties:
        for lang in LANGS:
            try:
                holds(system, lang=lang)
            except AssertionError as error:
                write(f"properties/{holds.__name__}.{lang}.txt", str(error))


def of_documentation() -> None:
    """Helps, templates, schemas, amounts in words, days of payment, and the texts of errors."""
    for command in COMMANDS:
        run(f"help/{command}", command, "--help")
    run("help/piecza", "--help")
    run("help/version", "--version")
    run("template/rejestr", "template", "out/template/rejestr.xlsx")
    run("template/naliczenia", "template", "out/template/naliczenia.xlsx", "--charged", "--lang", "en")
    for name, schema in piecza.schemas().items():
        write_schema(f"schema/{name.replace('/', '-')}", schema)
        write_schema(f"schema/printed-{name.replace('/', '-')}", json.loads(printed("schema", name)[0]))
    write("schema/names.json", list(json.loads(printed("schema")[0])))
    amounts = [0, 1, -1, *(7 * 11**power for power in range(9))]
    write("words.txt", "\n".join(f"{notes.in_words(n)}; {notes.in_words(n, 'fraction')}" for n in amounts))
    days = [date(2016, 12, 20) + timedelta(days=n) for n in range(400)]
    write("due.txt", "\n".join(f"{day} {public('due_day')(day, 14)}" for day in days))
    texts = set()
    for module in pkgutil.walk_packages(piecza.__path__, "piecza."):
        kept = importlib.import_module(module.name)
        stages = getattr(kept, "STAGES", {})
        for code, text in getattr(kept, "TEXTS", {}).items():
            if isinstance(text, tuple) or code in stages:
                stage, pl, en = text if isinstance(text, tuple) else (stages[code], text["pl"], text["en"])
                texts.add((code, stage, pl.replace("_pl}", "}"), en.replace("_en}", "}")))
    write("texts.json", sorted(texts))


def write_schema(name: str, schema: Mapping[str, Any]) -> None:
    """A schema whose definitions are called by the order in which they are referred to; its descriptions apart."""
    names: dict[str, str] = {}
    descriptions: list[str] = []

    def canonical(part: Any, path: str) -> Any:
        if isinstance(part, list):
            return [canonical(entry, f"{path}/{number}") for number, entry in enumerate(part)]
        if isinstance(part, str) and part.startswith("#/$defs/"):
            return names.setdefault(part.removeprefix("#/$defs/"), f"definition {len(names) + 1}")
        if not isinstance(part, dict):
            return part
        if isinstance(part.get("description"), str):
            descriptions.append(f"{path}: {part['description']}")
            part = {key: value for key, value in part.items() if key != "description"}
        return {key: canonical(value, f"{path}/{key}") for key, value in part.items()}

    made = canonical({key: value for key, value in schema.items() if key != "$defs"}, "")
    definitions: dict[str, Any] = {}
    while len(definitions) < len(names):  # a definition may name others
        own = list(names)[len(definitions)]
        definition = dict(schema["$defs"][own])
        if definition.get("title", "") in own:  # the name of the class
            definition.pop("title", None)
        definitions[names[own]] = canonical(definition, names[own])
    write(f"{name}.json", {**made, "$defs": definitions})
    write(f"{name}{DESCRIPTIONS}", "\n".join(descriptions))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
