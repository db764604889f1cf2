"""An audit as a workbook: its sums, a sheet for each kind of finding, and every step of the figures as a formula.

A text is never a formula, an amount is a number with exactly its digits, a day is a day. The same audit gives the same
bytes.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from piecza.audit.audit_result import Audit, Sums
from piecza.audit.claim import BASES, CLAIMANTS, LIMITATION, Claim, Claims
from piecza.audit.finding_codes import CODES, FINDINGS, SORTS
from piecza.audit.findings import Checked
from piecza.audit.report.answer import TITLE, answer, by_sort, issuer_said, series_said, stamps
from piecza.audit.report.calculations import kind_said, workings
from piecza.audit.report.claim_tables import papers
from piecza.audit.report.step_sheet import step_sheet
from piecza.dues.delay_interest import Interest
from piecza.dues.due_days import moved_day
from piecza.language.text import Lang, Text, Words, joined
from piecza.language.writing import months_said, written_day
from piecza.law.dated import known_until
from piecza.money import to_decimal
from piecza.readings import READINGS
from piecza.render.workbook import (
    DAY,
    MONEY,
    NUMBER,
    TEXT,
    Block,
    Book,
    Field,
    Sheet,
    SheetTable,
    SheetValue,
    amount_line,
    heading_lines,
    sentence_line,
    title_line,
    xlsx_of,
)


def report_xlsx(audit: Audit, money: Claims, lang: Lang = "pl") -> bytes:
    """An audit and what follows from it in money as an xlsx workbook. Needs the extra ``files``.

    A sheet holds as many rows as a spreadsheet can; how many more there are is said in its last row.
    """
    return xlsx_of(Book(_sheets(audit, money), TITLE), lang)


def _sheets(audit: Audit, money: Claims) -> Iterator[Sheet]:
    yield Sheet(Text(pl="Podsumowanie", en="Summary"), _summary(audit, money), (46, 18, 18, 18, 18))
    yield from _finding_sheets(audit, money)
    yield from step_sheet(audit)


# The summary


def _summary(audit: Audit, money: Claims) -> Iterator[Block]:
    yield title_line(TITLE)
    yield sentence_line(months_said(audit.first, audit.last))
    yield amount_line(Text(pl="Naliczono za dużo", en="Charged too much"), audit.sums.over)
    yield amount_line(Text(pl="Naliczono za mało", en="Charged too little"), audit.sums.under)
    yield from map(sentence_line, answer(audit))
    yield sentence_line(f"piecza {audit.version}")
    for stamp in stamps(audit):
        yield sentence_line(f"{stamp['id']}, " + known_until(stamp) + f", {stamp['sha256']}")
    for heading, named in _all_sums(audit):
        rows = [(name, sums.charges, sums.over, sums.under, sums.over - sums.under) for name, sums in named]
        if rows:
            yield from heading_lines(heading)
            yield SheetTable(_SUM_FIELDS, rows)
    yield from heading_lines(Text(pl="Odsetki za opóźnienie", en="Interest for delay"))
    interest = (
        (Text(pl="Odsetki za płatności po terminie", en="Interest on payments that came late"), money.late_interest),
        (Text(pl="Odsetki od zwrotu nadpłat", en="Interest on refunds"), money.refund_interest),
    )
    yield SheetTable(_INTEREST_FIELDS, interest)
    yield from _sentences(
        Text(pl="Według jakich wykładni liczą wystawcy", en="By which readings the issuers seem to work"),
        [series_said(series, audit) for series in audit.series],
    )
    taken = {"": audit.readings, **{f", gmina {code}": readings for code, readings in sorted(audit.agreed.items())}}
    for whose, readings in taken.items():
        chosen = readings.model_dump().items()
        yield from _sentences(
            Text(pl="Wykładnie audytu", en="The readings of the audit") + whose,
            [f"{name} = {option}: " + READINGS[name].texts[option] for name, option in chosen if option],
        )
    yield from _sentences(Text(pl="Czego nie zbadano", en="What was not looked at"), audit.left_out)
    yield from _sentences(Text(pl="Uwagi", en="Notices"), [notice["message"] for notice in audit.notices])


def _sentences(heading: Text, sentences: Iterable[Words]) -> Iterator[Block]:
    """Sentences beneath a heading; nothing where there are none."""
    if lines := list(map(sentence_line, sentences)):
        yield from heading_lines(heading)
        yield from lines


def _all_sums(audit: Audit) -> Iterator[tuple[Text, list[tuple[Words, Sums]]]]:
    codes = audit.by_code()
    yield (
        Text(pl="Błędy a inne wykładnie", en="Mistakes and other readings"),
        [(SORTS[sort], sums) for sort, sums in by_sort(audit).items()],
    )
    yield Text(pl="Według lat", en="By year"), [*audit.by_year().items()]
    yield (
        Text(pl="Według ustaleń", en="By finding"),
        [(FINDINGS[code], codes[code]) for code in CODES if code in codes],
    )
    yield (
        Text(pl="Według wystawców", en="By issuer"),
        [(issuer_said(name), sums) for name, sums in audit.by_issuer().items()],
    )
    totals = Text(pl="(noty łączne)", en="(totals of noty)")
    yield Text(pl="Według dzieci", en="By child"), [(child or totals, sums) for child, sums in audit.by_child().items()]


_SUM_FIELDS = (
    Field(Text(pl="Co", en="What"), TEXT, 46),
    Field(Text(pl="Ile", en="Number"), NUMBER, 18, total=True),
    Field(Text(pl="Za dużo", en="Too much"), MONEY, 18, total=True),
    Field(Text(pl="Za mało", en="Too little"), MONEY, 18, total=True),
    Field(Text(pl="Saldo", en="Balance"), MONEY, 18, total=True),
)
_INTEREST_FIELDS = (Field(Text(pl="Odsetki", en="Interest"), TEXT, 46), Field(Text(pl="Kwota", en="Amount"), MONEY, 18))


# A sheet for each kind of finding


class _Row(NamedTuple):
    """A comparison by its number, what may be claimed for it, and interest: on its payment, and on a refund."""

    number: int
    checked: Checked
    claim: Claim | None
    late: tuple[Interest, ...]
    refund: tuple[Interest, ...]


def _finding_sheets(audit: Audit, money: Claims) -> Iterator[Sheet]:
    """The comparisons, kind by kind; those that are right come last."""
    claims = {id(claim.checked): claim for claim in money.claims}
    refunds = {id(refund.checked): (refund.interest,) for refund in money.refunds}
    late = {id(payment.charge): payment.interest for payment in money.late}
    by_code: dict[str, list[_Row]] = {}
    for number, checked in enumerate(audit, 1):
        paid_late = tuple(late[id(charge)] for charge in checked.charged if id(charge) in late)
        row = _Row(number, checked, claims.get(id(checked)), paid_late, refunds.get(id(checked), ()))
        by_code.setdefault(checked.finding.code, []).append(row)
    for code in (*CODES[1:], CODES[0]):
        if code in by_code:
            columns = _OF_ALL if code == "correct" else (*_OF_ALL, *_OF_WRONG)
            if not any(map(_moved, by_code[code])):
                columns = tuple(column for column in columns if column is not _COUNTS)
            yield Sheet(FINDINGS[code], [_table(columns, by_code[code])])


_Columns = tuple[tuple[Field, Callable[[_Row], SheetValue]], ...]
"""The columns of a list, each with what stands in it."""


def _table(columns: _Columns, rows: Iterable[_Row]) -> SheetTable:
    lines = ([value(row) for _, value in columns] for row in rows)
    return SheetTable([field for field, _ in columns], lines, frozen=2, filters=True)


def _day(days: Iterable[date | None]) -> SheetValue:
    """A day; several as a text."""
    known = sorted({day for day in days if day})
    if len(known) > 1:
        return joined(map(written_day, known), "; ")
    return known[0] if known else None


def _counted(row: _Row) -> list[date]:
    """The last days of payment that count (KC art. 115)."""
    return [moved_day(charge.due) for charge in row.checked.charged if charge.due]


def _moved(row: _Row) -> bool:
    return _counted(row) != [charge.due for charge in row.checked.charged if charge.due]


def _interest(amounts: Iterable[Interest]) -> Decimal | None:
    grosze = [interest.grosze for interest in amounts]
    return to_decimal(sum(grosze)) if grosze else None


def _workings(row: _Row) -> SheetValue:
    evidence = row.checked.finding.evidence
    return joined(workings(evidence), "\n") if evidence else None


def _others(row: _Row) -> SheetValue:
    others = [finding.message for finding in row.checked.findings[1:]]
    return joined(others, " ") if others else None


def _claimed(value: Callable[[Claim], SheetValue]) -> Callable[[_Row], SheetValue]:
    """What stands where there is a claim."""
    return lambda row: value(row.claim) if row.claim else None


def _unsure(claim: Claim) -> SheetValue:
    terms = (
        (LIMITATION["six_years"], claim.limitation.six_years),
        (LIMITATION["three_years"], claim.limitation.three_years),
    )
    reasons = [words + ": " + term.reason for words, term in terms if term.reason]
    return Text(pl="Niepewne: ", en="Not sure: ") + joined(reasons, "; ") if reasons else None


_ALL_CHILDREN = Text(pl="wszystkie dzieci noty", en="all children of the nota")
_ALL_KINDS = Text(pl="wszystkie", en="all")

_COUNTS: tuple[Field, Callable[[_Row], SheetValue]] = (
    Field(Text(pl="Termin, który się liczy (art. 115 KC)", en="Payment due, as moved (KC art. 115)"), DAY, 12),
    lambda row: _day(_counted(row)),
)
"""Stands in a sheet where a last day of payment is moved."""

_OF_ALL: _Columns = (
    (Field(Text(pl="Nr", en="No."), NUMBER, 7), lambda row: row.number),
    (Field(Text(pl="Dziecko", en="Child"), TEXT, 16), lambda row: row.checked.child or _ALL_CHILDREN),
    (Field("Gmina", TEXT, 10), lambda row: row.checked.gmina),
    (Field(Text(pl="Miesiąc od", en="First month"), TEXT, 11), lambda row: str(row.checked.first)),
    (Field(Text(pl="Miesiąc do", en="Last month"), TEXT, 11), lambda row: str(row.checked.last)),
    (
        Field(Text(pl="Koszty", en="Costs"), TEXT, 16),
        lambda row: kind_said(row.checked.kind) if row.checked.kind else _ALL_KINDS,
    ),
    (Field(Text(pl="Nota, wystawca", en="Nota, issuer"), TEXT, 22), lambda row: papers(row.checked)),
    (
        Field(Text(pl="Wystawiono", en="Issued"), DAY, 12),
        lambda row: _day(charge.issued for charge in row.checked.charged),
    ),
    (
        Field(Text(pl="Termin płatności", en="Payment due"), DAY, 12),
        lambda row: _day(charge.due for charge in row.checked.charged),
    ),
    _COUNTS,
    (Field(Text(pl="Zapłacono", en="Paid"), DAY, 12), lambda row: _day(charge.paid for charge in row.checked.charged)),
    (Field(Text(pl="Należało", en="Due"), MONEY, 13, total=True), lambda row: row.checked.due),
    (Field(Text(pl="Naliczono", en="Charged"), MONEY, 13, total=True), lambda row: row.checked.amount),
    (Field(Text(pl="Różnica", en="Difference"), MONEY, 13, total=True), lambda row: row.checked.difference),
    (
        Field(Text(pl="Odsetki za zwłokę w zapłacie", en="Interest on late payment"), MONEY, 13, total=True),
        lambda row: _interest(row.late),
    ),
)
_OF_WRONG: _Columns = (
    (Field(Text(pl="Dlaczego", en="Why"), TEXT, 60), lambda row: row.checked.finding.message),
    (Field(Text(pl="Wyliczenie", en="Calculation"), TEXT, 46), _workings),
    (Field(Text(pl="Kwotę tłumaczy także", en="What explains the amount as well"), TEXT, 50), _others),
    (
        Field(Text(pl="Kto może żądać", en="Who may claim"), TEXT, 10),
        _claimed(lambda claim: CLAIMANTS[claim.by]),
    ),
    (Field(Text(pl="Wymagalne od", en="Enforceable from"), DAY, 12), _claimed(lambda claim: claim.start)),
    (Field(Text(pl="Liczone jako", en="Taken as"), TEXT, 20), _claimed(lambda claim: BASES[claim.basis])),
    (
        Field(Text(pl="Przedawnienie: 6 lat", en="Limitation: 6 years"), DAY, 14),
        _claimed(lambda claim: claim.limitation.six_years.last),
    ),
    (
        Field(Text(pl="Przedawnienie: 3 lata", en="Limitation: 3 years"), DAY, 14),
        _claimed(lambda claim: claim.limitation.three_years.last),
    ),
    (Field(Text(pl="Co niepewne", en="What is not sure"), TEXT, 30), _claimed(_unsure)),
    (
        Field(Text(pl="Odsetki od zwrotu", en="Interest on the refund"), MONEY, 13, total=True),
        lambda row: _interest(row.refund),
    ),
)
