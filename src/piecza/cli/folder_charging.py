"""A folder of Parquet files is charged into a Parquet file: what may be asked of it, and what it says."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple, get_args

from pydantic import TypeAdapter, ValidationError

from piecza.case.documents import problems
from piecza.case.same_gmina import CodesOfGmina, flaws_of_same_gmina
from piecza.cli.app import failing, print_json
from piecza.cli.options import options_named
from piecza.cli.readers import chosen_readings, law_of, months_of
from piecza.errors.problems import InputError, Problem, problem
from piecza.language.text import Lang, Text
from piecza.readings import Readings

MOST_THREADS = 4
"""More of them only wait for the file that is written."""


class FolderOptions(NamedTuple):
    """What is asked of a folder alone, as it is given."""

    out: Path | None
    detail: str | None
    reading: list[str] | None
    same_gmina: list[str] | None
    overwrite: bool

    def refuse(self) -> None:
        """InputError where some of it is asked of a document."""
        given = [f"--{name.replace('_', '-')}" for name, value in self._asdict().items() if value]
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
        if wrong:
            raise InputError(wrong)
        with options_named(), _bar(lang) as progress:
            charged = charge_folder(
                folder,
                str(asked.out),
                *months_of(month),
                readings=asked.readings(),
                same_gmina=asked.codes(),
                law=law_of(law),
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
