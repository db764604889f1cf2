"""A folder of Parquet files is charged into a Parquet file: what may be asked of it, and what it says."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, TypeVar, get_args

from pydantic import TypeAdapter, ValidationError

from piecza.case.documents import month_range, problems
from piecza.case.same_gmina import CodesOfGmina, flaws_of_same_gmina
from piecza.cli.app import failing, print_json
from piecza.cli.options import options_named
from piecza.cli.readers import chosen_readings, law_of, months_of
from piecza.dates import Month
from piecza.errors.problems import InputError, Problem, problem
from piecza.language.text import Lang, Text
from piecza.readings import Readings

T = TypeVar("T")

MOST_THREADS = 4
"""More of them only wait for the file that is written."""


class FolderOptions(NamedTuple):
    """What is asked of a folder alone, as it is given."""

    out: Path | None
    detail: str | None
    reading: list[str] | None
    same_gmina: list[str] | None
    overwrite: bool

    def refuse(self, case: str) -> None:
        """InputError where some of it is asked of a document, by its name, or there is nothing of this name."""
        given = [f"--{name.replace('_', '-')}" for name, value in self._asdict().items() if value]
        if given and case != "-" and not Path(case).exists():
            raise InputError([problem("file_not_found", value=case)])
        if given:
            raise InputError(problem("only_for_folder", option) for option in given)

    def readings(self) -> Readings:
        """The readings that are chosen. InputError where one has two options, or there is no such reading or option."""
        return Readings.model_validate(chosen_readings(self.reading or ()))

    def codes(self) -> tuple[tuple[str, ...], ...]:
        """The codes of gminas that are one. InputError where one is none, or stands twice."""
        lists = [[code.strip() for code in text.split(",")] for text in self.same_gmina or ()]
        try:
            codes = TypeAdapter(tuple[CodesOfGmina, ...]).validate_python(lists)
            wrong = list(flaws_of_same_gmina(codes))
        except ValidationError as error:
            wrong = list(problems(error))
        if wrong:
            raise InputError(fault._replace(path="--same-gmina") for fault in wrong)
        return codes


def charge_case_folder(
    folder: str, month: str, asked: FolderOptions, law: Path | None, lang: Lang, *, as_json: bool, explain: bool
) -> None:
    """Charge a folder, and say or print as a document what became of it."""
    with failing(lang, as_json=as_json, choose_in="--reading"):
        # Here: whoever charges a document needs no tables, and perhaps has no extra for them.
        from piecza.columns.charging import Detail
        from piecza.columns.parquet_folder import charge_folder

        wrong: list[Problem] = []
        detail: Detail = "charges"
        if asked.out is None:
            wrong.append(problem("output_missing", "--out"))
        if explain:
            wrong.append(problem("only_for_document", "--explain"))
        try:
            detail = TypeAdapter(Detail).validate_python(asked.detail or detail)
        except ValidationError:
            options = ", ".join(get_args(Detail))
            wrong.append(problem("detail_unknown", "--detail", asked.detail, options=options))
        months = _read(wrong, lambda: _months(month))
        readings, codes = _read(wrong, asked.readings), _read(wrong, asked.codes)
        own_law = _read(wrong, lambda: law_of(law))
        if wrong or months is None:
            raise InputError(wrong)
        with options_named(), _bar(lang) as progress:
            charged = charge_folder(
                folder,
                str(asked.out),
                *months,
                readings=readings,
                same_gmina=codes or (),
                law=own_law,
                detail=detail,
                threads=min(os.cpu_count() or 1, MOST_THREADS),
                overwrite=asked.overwrite,
                progress=progress,
            )
    if as_json:
        print_json(charged.to_dict())
        return
    from piecza.cli.charge_tables import print_folder_charges

    print_folder_charges(charged, lang)


def _read(wrong: list[Problem], option: Callable[[], T]) -> T | None:
    """What an option says; None where it is refused, and what is wrong with it beside the rest."""
    try:
        return option()
    except InputError as error:
        wrong += error.errors
        return None


def _months(text: str) -> tuple[Month, Month]:
    with options_named():
        return month_range(*months_of(text))


@contextmanager
def _bar(lang: Lang) -> Iterator[Callable[[int, int], None]]:
    """A bar on a terminal, and the function that moves it; the bar stands still while the rule is compiled."""
    if not sys.stderr.isatty():
        yield lambda done, whole: None
        return
    from piecza.render.terminal import bar_for

    what = Text(
        pl="Liczę (za pierwszym razem program kompiluje regułę: od około dwudziestu sekund do minuty)",
        en="Working (the first time the rule is compiled: some twenty seconds to a minute)",
    )
    with bar_for(what, lang) as progress:
        yield progress
