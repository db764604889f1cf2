"""What was asked is read: days, months, cases and own law, as they are given on the command line."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from piecza.case.case import Case
from piecza.case.documents import month_range, problems, read_case
from piecza.errors.problems import InputError, Place, Problem, problem
from piecza.files.disk import read_bytes
from piecza.law.law_in_force import Law
from piecza.law.own_law import own_law
from piecza.readings import Readings


def months_of(text: str) -> tuple[str, str]:
    """The first and the last month of ``2024-01..2024-12``, or the one month that is named."""
    first, dots, last = text.partition("..")
    return (first, last) if dots else (text, text)


def day_of(text: str | None, option: str) -> date:
    """The day of an option; today if it is not given."""
    if text is None:
        return date.today()
    # Here: days are read as those of registers are, and today, of which most commands are, needs no register.
    from piecza.registers.days_and_months import read_day
    from piecza.registers.tables import Unreadable

    try:
        return read_day(text)
    except Unreadable as refused:
        raise InputError([problem(refused.code, option, text)]) from None


# Files


def case_of(name: str, first: str, last: str) -> Case:
    """The case of a file, if the months asked for are right too; InputError with what is wrong in either.

    Months are a matter of shape, so a wrong one comes before errors of meaning.
    """
    wrong: list[Problem] = []
    try:
        month_range(first, last)
    except InputError as error:
        wrong += error.errors
    try:
        document = read_case(read_bytes(name))
    except InputError as error:
        raise InputError([*wrong, *(e for e in error.errors if not (wrong and e.stage == "meaning"))]) from None
    if wrong:
        raise InputError(wrong)
    return document


def law_of(folder: Path | None) -> Law:
    """The law with the entries of a folder."""
    return own_law(law_files(folder) if folder else {})


def law_files(folder: Path) -> dict[str, bytes]:
    """The TOML files of a folder of own law, by name. InputError where there are none."""
    names = sorted(folder.glob("*.toml"))
    if not names:
        raise InputError([problem("own_law_missing", "--law", str(folder))])
    return {name.name: read_bytes(str(name)) for name in names}


@contextmanager
def coming_from(name: str) -> Iterator[None]:
    """Around what is worked out from the case of a file: an InputError about it says which file that is."""
    try:
        yield
    except InputError as error:
        of_case = ("children", "powiat_rates", "announcements", "family_costs")
        place = Place("stdin" if name == "-" else Path(name).name)
        raise InputError(
            fault._replace(place=place) if fault.place is None and fault.path.startswith(of_case) else fault
            for fault in error.errors
        ) from None


def chosen_readings(texts: Collection[str]) -> dict[str, str]:
    """Readings given as ``after_return=sum``. InputError where one has two options, or is none."""
    chosen: dict[str, str] = {}
    wrong: list[Problem] = []
    for text in texts:
        name, _, option = (part.strip() for part in text.partition("="))
        if chosen.setdefault(name, option) != option:
            wrong.append(problem("reading_twice", "--reading", text))
    try:
        Readings.model_validate(chosen)
    except ValidationError as error:
        asked = {text.partition("=")[0].strip(): text for text in texts}
        wrong += (fault._replace(path="--reading", value=asked.get(fault.path)) for fault in problems(error))
    if wrong:
        raise InputError(wrong)
    return chosen
