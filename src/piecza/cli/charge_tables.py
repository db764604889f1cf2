"""Charges, explanations, costs and rates as a terminal shows them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from rich.console import Console

from piecza.costs.sheet import CostSheet
from piecza.dates import Month
from piecza.errors.problems import Notice
from piecza.language.glossary import BENEFITS, CERTAINTY, FORMS, KINDS
from piecza.language.text import Lang, Text, Words, joined
from piecza.language.writing import months_said, percent, written_day, written_month, zlote
from piecza.law.benefit_rates import Known, Rate, UnknownRate
from piecza.law.dated import LawStamp, known_until
from piecza.law.law_in_force import Law
from piecza.money import to_grosze
from piecza.readings import READINGS, Readings
from piecza.render.terminal import (
    TerminalColumn,
    TerminalRow,
    new_console,
    plain,
    print_heading,
    print_note,
    print_table,
    print_text,
)
from piecza.rule.charges import Charge, Charges, Explanation

if TYPE_CHECKING:
    from piecza.columns.parquet_folder import FolderCharges

_CHILD = TerminalColumn(Text(pl="Dziecko", en="Child"), folds=True)
_GMINA = TerminalColumn("Gmina")
_FORM = TerminalColumn(Text(pl="Forma pieczy", en="Form of care"), folds=True)
_DAYS = {"start": TerminalColumn(Text(pl="Od", en="From")), "end": TerminalColumn(Text(pl="Do", en="To"))}
_TOTAL = Text(pl="Razem", en="Total")
_RATES = Text(pl="Stawki", en="Rates")


def print_charges(charges: Charges, lang: Lang) -> None:
    """A row for each charge, a row for each gmina, and the sum of all.

    Where the terminal is too narrow the forms of care are left out.
    """
    console = new_console()
    columns = {
        "child": _CHILD,
        "gmina": _GMINA,
        "month": TerminalColumn(Text(pl="Miesiąc", en="Month")),
        "form": _FORM,
        "percent": TerminalColumn(Text(pl="Procent", en="Percent"), folds=True),
        "base": TerminalColumn(Text(pl="Podstawa", en="Base"), right=True),
        "share": TerminalColumn(Text(pl="Udział gminy", en="Share"), right=True),
    }
    if charges.first == charges.last:
        del columns["month"]
    if console.width < 100:
        del columns["form"]
    totals = charges.totals
    sums: list[TerminalRow] = [
        {"child": _TOTAL, "gmina": gmina, "share": zlote(to_grosze(amount))} for gmina, amount in totals.items()
    ]
    if len(totals) != 1:
        sums.append({"child": _TOTAL, "share": zlote(to_grosze(charges.total))})
    title = Text(pl="Udział gmin, ", en="Shares of gminas, ") + months_said(charges.first, charges.last)
    print_table(console, title, columns, [list(map(_charge_row, charges))], sums, lang)
    if not charges.charges:
        nobody = Text(pl="W tych miesiącach nikt nie jest w pieczy.", en="Nobody is in care in these months.")
        print_text(console, nobody, lang)
    _print_beneath(console, charges.notices, charges.law, charges.rates, charges.readings, lang)


def _charge_row(charge: Charge) -> TerminalRow:
    return {
        "child": plain(charge.child),
        "gmina": charge.gmina,
        "month": str(charge.month),
        "form": joined(FORMS[form] for form, _ in groupby(line.form for line in charge.lines)),
        "percent": _percents(charge),
        "base": zlote(charge.base_grosze),
        "share": zlote(charge.amount_grosze),
    }


def _percents(charge: Charge) -> Text:
    """The percentages of a month in order, a zero with its provision."""
    segments = sorted((s.start, s.percent, s.basis if s.exempt else "") for line in charge.lines for s in line.segments)
    parts = (
        percent(value) + (f" ({basis})" if basis else "")
        for (value, basis), _ in groupby(segments, key=lambda segment: segment[1:])
    )
    return joined(parts, " → ")


def print_explanations(explanations: Iterable[Explanation], lang: Lang) -> None:
    """Under a heading for each charge, why it is what it is."""
    console = new_console()
    for explanation in explanations:
        charge = explanation.charge
        print_heading(console, f"{plain(charge.child)}, {charge.gmina}, " + written_month(charge.month), lang)
        for sentence in explanation.texts:
            print_text(console, "• " + sentence.map(plain), lang)


def print_folder_charges(charged: "FolderCharges", lang: Lang) -> None:
    """How much was charged, where it stands, and what it comes to."""
    console = new_console()
    counts = Text(
        pl="Dzieci: {children}; naliczenia: {charges}; gminy: {gminas}.",
        en="Children: {children}; charges: {charges}; gminas: {gminas}.",
    ).fill(children=charged.children, charges=charged.rows["charges"], gminas=len(charged.totals))
    print_text(
        console, Text(pl="Udział gmin, ", en="Shares of gminas, ") + months_said(charged.first, charged.last), lang
    )
    print_text(console, counts, lang)
    print_text(console, _TOTAL + ": " + zlote(to_grosze(charged.total)), lang)
    print_text(console, Text(pl="Zapisano: ", en="Written: ") + ", ".join(map(plain, charged.files)), lang)
    _print_beneath(console, charged.notices, charged.law, None, charged.readings, lang)
    if charged.notice_counts:
        codes = ", ".join(f"{code} {count}" for code, count in charged.notice_counts.items())
        of_rows = Text(
            pl="Uwagi o wierszach (o gminach podano wszystkie, z innych rodzajów pierwszą): ",
            en="Notices about rows (all of gminas are given, of other kinds the first): ",
        )
        print_text(console, of_rows + codes + ".", lang)


# Costs


def print_costs(sheet: CostSheet, lang: Lang) -> None:
    """A row for each monthly cost, a row for each part of a family's cost, and why they are what they are."""
    console = new_console()
    when = months_said(Month.parse(sheet.first), Month.parse(sheet.last))
    _print_monthly_costs(console, sheet, when, lang)
    if sheet.family_costs:
        console.print()
        _print_family_costs(console, sheet, when, lang)
    for placement in sheet.placements:
        print_heading(console, f"{plain(placement.child)}, " + FORMS[placement.form], lang)
        if not placement.monthly_cost:
            none = Text(pl="• Nie podano kosztu miesięcznego.", en="• No monthly cost is given.")
            print_text(console, none, lang)
        for period in placement.monthly_cost:
            days = written_day(period.start) + " – " + written_day(period.end)
            print_text(console, "• " + days + ": " + period.explanation.map(plain), lang)
    for cost in sheet.family_costs:
        print_heading(console, cost.explanation.map(plain), lang)
        for part in cost.parts:
            print_text(console, f"• {plain(part.child)}, {part.gmina}: " + part.explanation, lang)
    console.print()
    _print_beneath(console, sheet.notices, sheet.law, sheet.rates, sheet.readings, lang)


def _print_monthly_costs(console: Console, sheet: CostSheet, when: Text, lang: Lang) -> None:
    amount = TerminalColumn(Text(pl="Koszt miesięczny", en="Monthly cost"), right=True)
    columns = {"child": _CHILD, "form": _FORM, **_DAYS, "amount": amount}
    if any(period.day_rate for placement in sheet.placements for period in placement.monthly_cost):
        columns["day_rate"] = TerminalColumn(Text(pl="Za dzień", en="A day"), right=True)
    rows: list[TerminalRow] = [
        {
            "child": plain(placement.child),
            "form": FORMS[placement.form],
            "start": written_day(period.start),
            "end": written_day(period.end),
            "amount": zlote(to_grosze(period.amount)),
            "day_rate": zlote(to_grosze(period.day_rate)) if period.day_rate is not None else "",
        }
        for placement in sheet.placements
        for period in placement.monthly_cost
    ]
    if rows:
        print_table(console, Text(pl="Koszty miesięczne, ", en="Monthly costs, ") + when, columns, [rows], (), lang)


def _print_family_costs(console: Console, sheet: CostSheet, when: Text, lang: Lang) -> None:
    columns = {
        "family": TerminalColumn(Text(pl="Rodzina", en="Family"), folds=True),
        "kind": TerminalColumn(Text(pl="Koszt", en="Cost"), folds=True),
        "child": _CHILD,
        "gmina": _GMINA,
        **_DAYS,
        "days": TerminalColumn(Text(pl="Dni", en="Days"), right=True),
        "amount": TerminalColumn(Text(pl="Część", en="Part"), right=True),
    }
    sections: list[list[TerminalRow]] = []
    for cost in sheet.family_costs:
        parts: list[TerminalRow] = [
            {
                "family": plain(cost.family),
                "kind": KINDS[cost.kind],
                "child": plain(part.child),
                "gmina": part.gmina,
                "start": written_day(part.start),
                "end": written_day(part.end),
                "days": str(part.days),
                "amount": zlote(to_grosze(part.amount)),
            }
            for part in cost.parts
        ]
        whole: TerminalRow = {
            "family": plain(cost.family),
            "kind": Text(pl="razem", en="together"),
            "start": written_day(cost.start),
            "end": written_day(cost.end),
            "amount": zlote(to_grosze(cost.amount)),
        }
        sections.append([*parts, whole])
    print_table(console, Text(pl="Koszty rodzin, ", en="Costs of families, ") + when, columns, sections, (), lang)


# Rates


def print_rates(entries: Sequence[Known], law: Law, lang: Lang) -> None:
    """A row for each amount and for each gap, benefit by benefit."""
    console = new_console()
    columns = {
        "benefit": TerminalColumn(Text(pl="Świadczenie", en="Benefit"), folds=True),
        **_DAYS,
        "amount": TerminalColumn(Text(pl="Kwota", en="Amount"), right=True),
        "act": TerminalColumn(Text(pl="Skąd", en="Where from"), folds=True),
    }
    by_benefit = len(entries) > len({entry.benefit for entry in entries})
    sections = [
        [
            {
                "benefit": entry.benefit,
                "start": written_day(entry.start),
                "end": written_day(entry.end) if entry.end else "…",
                "amount": zlote(to_grosze(entry.amount)) if isinstance(entry, Rate) else "–",
                "act": _where_from(entry),
            }
            for entry in history
        ]
        for _, history in groupby(entries, key=lambda entry: by_benefit and entry.benefit)
    ]
    title = Text(pl="Kwoty minimalne, art. 80, 81 i 85", en="Statutory minimums, art. 80, 81 and 85")
    print_table(console, title, columns, sections, (), lang)
    for benefit in dict.fromkeys(entry.benefit for entry in entries):
        print_text(console, f"{benefit}: " + BENEFITS[benefit], lang)
    print_text(console, stamp_said(_RATES, law.rates_stamp), lang)


def _where_from(entry: Known) -> Words:
    if isinstance(entry, UnknownRate):
        return Text(pl="nie wiadomo: ", en="not known: ") + entry.reason
    return joined((entry.basis, entry.act, CERTAINTY[entry.certainty], *([entry.note] if entry.note else [])), "; ")


# What stands under a table


def _print_beneath(
    console: Console,
    notices: Sequence[Notice],
    law: LawStamp,
    rates: LawStamp | None,
    readings: Readings,
    lang: Lang,
) -> None:
    """Notices, the law, the rates and the readings."""
    for notice in notices:
        print_note(console, notice["path"], notice["message"], lang)
    for text in _went_by(law, rates, readings):
        print_text(console, text, lang)


def _went_by(law: LawStamp, rates: LawStamp | None, readings: Readings) -> Iterator[Text]:
    for name, stamp in ((Text(pl="Stan prawny", en="Law"), law), (_RATES, rates)):
        if stamp:
            yield stamp_said(name, stamp)
    chosen = ", ".join(f"{name} = {option}" for name in READINGS if (option := getattr(readings, name)))
    yield Text(pl="Wykładnie: ", en="Readings: ") + chosen + "."


def stamp_said(name: Text, stamp: LawStamp) -> Text:
    """What names dated data: identifier, hash, and to which days they hold."""
    return name + f": {stamp['id']}, sha256 {stamp['sha256'][:12]}…, " + known_until(stamp) + "."
