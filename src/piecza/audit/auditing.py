"""Past charges against what was due: which were right, and of the others why they are what they are."""

from collections.abc import Callable, Collection, Iterable, Sequence

from piecza._version import __version__
from piecza.audit.audit_result import Audit, Series
from piecza.audit.comparison import Comparison, Progress, gminas_of
from piecza.audit.findings import Checked
from piecza.audit.issuer_series import explain
from piecza.case.case import Case
from piecza.case.documents import month_range, under
from piecza.costs.costing import rates_used
from piecza.dates import Month
from piecza.errors.problems import InputError, Notice, OpenReading, ReadingNeeded, hint, problem
from piecza.law.law_in_force import Law, shipped_law
from piecza.readings import Readings
from piecza.rule.past_charge import PastCharge


def audit(
    case: Case,
    charged: Iterable[PastCharge],
    first: Month | str | None = None,
    last: Month | str | None = None,
    *,
    readings_of: Callable[[str], Readings] | None = None,
    left_out: Sequence[str] = (),
    without: Collection[str] = (),
    progress: Progress | None = None,
    law: Law | None = None,
) -> Audit:
    """Every past charge of a case's children against what was due (art. 191 ust. 9–11), and why they differ.

    Months are `Month` or text ``YYYY-MM``, both inclusive; without them they are those of the charges. What a gmina
    that is charged at all owed in them and was not charged is found as well. The readings are the case's, or by the
    first six digits of a gmina's code what ``readings_of`` says. ``left_out`` is only told in the result;
    of the children in ``without`` nothing is said that was not charged. ``law`` is that of the library where none is
    given.

    InputError where there are no charges, a child is not in the case, a month is none, or amounts that are to be worked
    out are not known; ReadingNeeded where what was due depends on a reading that was not chosen.
    """
    past = list(charged)
    _refuse(case, past)
    first_month = min(charge.first for charge in past) if first is None else first
    last_month = max(charge.until for charge in past) if last is None else last
    months = month_range(first_month, last_month)
    parts: dict[Readings, set[str]] = {}
    for code in dict.fromkeys(charge.gmina[:6] for charge in past):
        parts.setdefault(readings_of(code) if readings_of else case.readings, set()).add(code)
    all_checked: list[Checked] = []
    series: list[Series] = []
    notices: dict[tuple[str, str], Notice] = {}
    needed: dict[str, OpenReading] = {}
    under_law, rates = law or shipped_law(), None
    for readings, codes in parts.items():
        part = Comparison(
            under(case, readings),
            [charge for charge in past if charge.gmina[:6] in codes],
            codes,
            *months,
            progress,
            under_law,
            alone=len(parts) == 1,
            without=without,
        )
        try:
            part.compare()
        except ReadingNeeded as error:
            needed.update(
                {
                    open_reading.reading: open_reading
                    for open_reading in error.errors
                    if open_reading.reading not in needed
                }
            )
            continue
        if needed:
            continue
        series += explain(part)
        all_checked += part.checked
        notices.update({(notice["code"], notice["path"]): notice for notice in part.work.notices()})
        rates = rates or rates_used(part.work.costing, part.work.readings)
    if needed:
        raise ReadingNeeded(needed.values())
    order = {child.id: index for index, child in enumerate(case.children)}
    all_checked.sort(
        key=lambda checked: (
            order.get(checked.child or "", len(order)),
            checked.gmina[:6],
            checked.first,
            checked.kind or "",
        )
    )
    said_readings = next(iter(parts)) if len(parts) == 1 else case.readings
    return Audit(
        __version__,
        under_law,
        rates,
        said_readings,
        *months,
        tuple(all_checked),
        tuple(series),
        tuple(notices.values()),
        tuple(left_out),
        {
            gmina: readings
            for readings, codes in parts.items()
            for gmina in gminas_of(past, codes)
            if readings != said_readings
        },
    )


def _refuse(case: Case, charged: Sequence[PastCharge]) -> None:
    """InputError where there is nothing to audit, or a child is not known."""
    if not charged:
        raise InputError([problem("nothing_charged")])
    known = {child.id for child in case.children}
    unknown: dict[str, str] = {}
    for charge in charged:
        if charge.child is not None and charge.child not in known:
            unknown.setdefault(charge.child, charge.place or "child")
    if unknown:
        names = sorted(known)
        raise InputError(
            problem("charged_child_unknown", place, name, hint=hint(name, names if number < 20 else ()))
            for number, (name, place) in enumerate(unknown.items())
        )
