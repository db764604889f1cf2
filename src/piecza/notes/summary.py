"""A month at a glance: every gmina with its nota, and what changed since the month before."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field

from piecza._version import __version__
from piecza.case.case import Case
from piecza.case.child import Child, Stay
from piecza.dates import Month
from piecza.errors.problems import InputError, ReadingNeeded
from piecza.language.glossary import CHANGES, FORMS, WITHOUT_NOTA
from piecza.language.text import joined
from piecza.language.writing import written_date, written_month
from piecza.model import Day, GminaCode, Identifier, Model, MonthText, Sum
from piecza.money import to_decimal, to_grosze
from piecza.notes.gmina_months import GminaMonth, all_notices, months_by_gmina, stamped
from piecza.notes.issuing import Notas, agreed_readings
from piecza.notes.layout import remarks
from piecza.notes.nota import NotaNotice, Stamp
from piecza.readings import Readings
from piecza.render.page import Cell, Column, Page, Section, Table, day_said, row
from piecza.rule.clock import band_changes

What = Literal["new", "left", "moved", "band", "amount"]
"""A child who came, left, moved to another family or facility, or reached another band; or only another amount."""


class GminaSummary(Model):
    """A gmina in a month: its nota's number, or why it has none, and its charges, and what it owed a month before."""

    gmina: GminaCode
    name: str | None
    number: str | None
    without: Literal["nothing_due", "city", "issued"] | None
    children: int
    base: Sum
    amount: Sum
    before: Sum | None


class Changed(Model):
    """What changed for a child since the month before; ``day`` is its first day, or the first without care.

    ``was`` and ``became`` are forms of care or percentages. The amounts are the gmina's, of both months.
    """

    child: Identifier
    gmina: GminaCode
    what: What
    day: Day | None
    was: str | None
    became: str | None
    before: Sum | None
    amount: Sum


class MonthSummary(Model):
    """The document `piecza.month/1`: all gminas of a month in the order of their codes, and what changed.

    ``amount`` and ``before`` are what noty come to: a city that gets none is not in them.
    ``before`` is None where the month before could not be worked out, and then so are its amounts.
    """

    schema_: Annotated[Literal["piecza.month/1"], Field(alias="schema")] = "piecza.month/1"
    version: str
    law: Stamp
    month: MonthText
    issued: Day
    gminas: tuple[GminaSummary, ...]
    amount: Sum
    before: Sum | None
    changes: tuple[Changed, ...]
    notices: tuple[NotaNotice, ...]

    def to_json(self) -> str:
        """The document as JSON text."""
        return self.model_dump_json(indent=2) + "\n"


def month_summary(case: Case, noty: Notas) -> MonthSummary:
    """The summary of a month whose noty are issued from a case."""
    months = noty.months
    before = _before(case, noty)
    numbers = {nota.month.code: nota for nota in noty.planned}
    reasons = {gmina.code: gmina for gmina in noty.without}
    gminas = []
    for code in sorted({*months, *(before or ())}):
        month, planned, already = months.get(code), numbers.get(code), reasons.get(code)
        agreed = noty.agreement.of(code)
        known = month or (before or {})[code]
        gminas.append(
            GminaSummary(
                gmina=known.charges[0].gmina,
                name=agreed.name if agreed else None,
                number=planned.number if planned else already.number if already else None,
                without=already.reason if already else None if planned else _without(noty, code),
                children=len({charge.child for charge in month.charges}) if month else 0,
                base=to_decimal(month.base_grosze if month else 0),
                amount=to_decimal(month.amount_grosze if month else 0),
                before=None if before is None else to_decimal(before[code].amount_grosze if code in before else 0),
            )
        )
    return MonthSummary(
        version=__version__,
        law=stamped(noty.law.stamp),
        month=str(noty.month),
        issued=noty.issued,
        gminas=tuple(gminas),
        amount=to_decimal(_total(noty, months)),
        before=None if before is None else to_decimal(_total(noty, before)),
        changes=tuple(_changes(case, noty, months, before)),
        notices=tuple(all_notices(months.values())),
    )


def _without(notas: Notas, code: str) -> Literal["nothing_due", "city"]:
    """Why a gmina that owes nothing for the month, but did for the month before, has no nota."""
    return "nothing_due" if notas.agreement.settles_with(code) else "city"


def _before(case: Case, notas: Notas) -> dict[str, GminaMonth] | None:
    """The month before, under the same readings; None where it cannot be worked out."""
    last = notas.month.start - timedelta(days=1)
    try:
        month = Month(last.year, last.month)
        return months_by_gmina(
            case, month, lambda code: agreed_readings(case.readings, notas.agreement, code), notas.law
        )
    except (ValueError, InputError, ReadingNeeded):
        return None


def _total(notas: Notas, months: dict[str, GminaMonth]) -> int:
    """The sum of the noty: all gminas except cities that are their own powiats."""
    return sum(month.amount_grosze for code, month in months.items() if notas.agreement.settles_with(code))


Amounts = dict[tuple[str, str], int]


def _amounts(months: dict[str, GminaMonth]) -> Amounts:
    amounts: Amounts = {}
    for month in months.values():
        for charge in month.charges:
            key = charge.child, charge.gmina
            amounts[key] = amounts.get(key, 0) + charge.amount_grosze
    return amounts


def _changes(
    case: Case, notas: Notas, months: dict[str, GminaMonth], before: dict[str, GminaMonth] | None
) -> Iterator[Changed]:
    """What changed child by child, in the order of the case."""
    amounts, then = _amounts(months), None if before is None else _amounts(before)
    readings_of = cache(lambda code: agreed_readings(case.readings, notas.agreement, code))
    for child in case.children:
        told: set[str] = set()
        for stay, what, day, was, became in _events(child, notas, case, readings_of):
            if what == "band" and not amounts.get((child.id, stay.gmina)):
                continue  # exempt: no percentage of it is paid
            told.add(stay.gmina)
            yield _changed(child.id, stay.gmina, what, day, was, became, amounts, then)
        for gmina in dict.fromkeys(stay.gmina for stay in child.stays):
            key = child.id, gmina
            if gmina not in told and then is not None and amounts.get(key, 0) != then.get(key, 0):
                yield _changed(child.id, gmina, "amount", None, None, None, amounts, then)


def _changed(
    child: str,
    gmina: str,
    what: What,
    day: date | None,
    was: str | None,
    became: str | None,
    amounts: Amounts,
    then: Amounts | None,
) -> Changed:
    before = None if then is None else to_decimal(then.get((child, gmina), 0))
    amount = to_decimal(amounts.get((child, gmina), 0))
    return Changed(child=child, gmina=gmina, what=what, day=day, was=was, became=became, before=before, amount=amount)


Event = tuple[Stay, What, date, str | None, str | None]


def _events(child: Child, notas: Notas, case: Case, readings_of: Callable[[str], Readings]) -> Iterator[Event]:
    """What happens to a child in the month: stays that begin, placements, bands, and days after a stay's end."""
    first, last = notas.month.start, notas.month.end
    for stay in child.stays:
        for index, placement in enumerate(stay.placements):
            if first <= placement.start <= last:
                was = stay.placements[index - 1].form if index else None
                yield stay, "moved" if index else "new", placement.start, was, placement.form
        readings = readings_of(stay.gmina)
        yield from _bands(child, stay, notas, case, readings)
        counted = readings.leaving_day == "counted"
        after = stay.end + timedelta(days=counted) if stay.end else None
        if after and first <= after <= last:
            yield stay, "left", after, stay.placements[-1].form, None


def _bands(child: Child, stay: Stay, notas: Notas, case: Case, readings: Readings) -> Iterator[Event]:
    try:
        changes = band_changes(child, readings, same_gmina=case.same_gmina, law=notas.law)
    except ReadingNeeded:  # no amount depends on it, or there would be no month
        return
    own = [
        change
        for change in changes
        if change.gmina == stay.gmina and stay.start <= change.day and (not stay.end or change.day <= stay.end)
    ]
    for before, change in pairwise(own):
        if notas.month.start <= change.day <= notas.month.end:
            yield stay, "band", change.day, f"{before.percent}", f"{change.percent}"


_GMINA_COLUMNS = (
    Column("TERC"),
    Column("Gmina", wide=True, names=True),
    Column("Nota"),
    Column("Dzieci", right=True),
    Column("Podstawa (zł)", right=True),
    Column("Udział gminy (zł)", right=True),
    Column("Miesiąc wcześniej wg rejestru (zł)", right=True),
)

_CHANGED_CHILDREN = (
    Column("Dziecko", names=True),
    Column("Gmina"),
    Column("Co się zmieniło", wide=True),
    Column("Od dnia"),
    Column("Udział miesiąc wcześniej (zł)", right=True),
    Column("Udział (zł)", right=True),
)


def summary_page(summary: MonthSummary) -> Page:
    """The summary of a month as it reads."""
    month = written_month(Month.parse(summary.month))["pl"]
    base = to_decimal(sum(to_grosze(gmina.base) for gmina in summary.gminas if gmina.without != "city"))
    children = sum(gmina.children for gmina in summary.gminas if gmina.without != "city")
    sums = (("Razem", (children, base, summary.amount, summary.before)),)
    gminas = Table(f"Gminy, {month}", _GMINA_COLUMNS, tuple(map(_gmina_row, summary.gminas)), sums)
    changes = Table("Zmiany od poprzedniego miesiąca", _CHANGED_CHILDREN, tuple(map(_changed_row, summary.changes)))
    notices = remarks(summary.notices)
    missing = (
        ("Poprzedniego miesiąca nie dało się policzyć, więc jego kwot tu nie ma.",) if summary.before is None else ()
    )
    return Page(
        title=f"Zestawienie miesiąca: {month}",
        facts=(("Noty wystawione", written_date(summary.issued)), ("Program", f"piecza {summary.version}")),
        parties=(),
        opening="",
        tables=(gminas, *((changes,) if summary.changes else ())),
        amount=None,
        payment=(),
        footer=(Section("Uwagi", (*missing, *notices)),) if missing or notices else (),
        assignment="",
        signatures=(),
        annex_title="",
        annex=(),
    )


def _gmina_row(gmina: GminaSummary) -> tuple[Cell | None, ...]:
    nota = gmina.number or WITHOUT_NOTA[gmina.without or "nothing_due"]["pl"]
    return row((gmina.gmina, gmina.name or "–", nota, gmina.children, gmina.base, gmina.amount, gmina.before))


def _changed_row(change: Changed) -> tuple[Cell | None, ...]:
    day = day_said(change.day)
    return row((change.child, change.gmina, _change_said(change), day, change.before, change.amount))


def _change_said(change: Changed) -> str:
    sides = [side for side in (change.was, change.became) if side]
    names = joined([f"{side} %" if change.what == "band" else FORMS[side] for side in sides], " → ")
    what = CHANGES[change.what]
    return (what + ": " + names if sides else what)["pl"]
