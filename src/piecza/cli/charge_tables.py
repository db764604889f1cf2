"""Charges, explanations, costs and rates as a terminal shows them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from rich.console import Console

from piecza.costs.sheet import CostSheet
from piecza.dates import Month
from piecza.errors.problems import Notice
from piecza.language.glossary import BENEFITS, CERTAINTY, FORMS, KINDS
from piecza.language.messages import in_lang
from piecza.language.old_writing import percent, written_day, written_month, zlote
from piecza.language.text import Lang
from piecza.law.benefit_rates import Rate, Rates, UnknownRate
from piecza.law.dated import LawStamp
from piecza.money import to_grosze
from piecza.readings import READINGS, Readings
from piecza.render.terminal import TerminalColumn, new_console, plain, print_heading, print_table, print_text
from piecza.rule.charges import Charge, Charges, Explanation


def print_charges(charges: Charges, lang: Lang) -> None:
    """A row for each charge, a row for each gmina, and the sum of all.

    Where the terminal is too narrow the forms of care are left out.
    """
    console = new_console()
    several = charges.first != charges.last
    columns = {
        "child": TerminalColumn(in_lang(lang, "Dziecko", "Child"), folds=True),
        "gmina": TerminalColumn("Gmina"),
        "month": TerminalColumn(in_lang(lang, "Miesiąc", "Month")),
        "form": TerminalColumn(in_lang(lang, "Forma pieczy", "Form of care"), folds=True),
        "percent": TerminalColumn(in_lang(lang, "Procent", "Percent"), folds=True),
        "base": TerminalColumn(in_lang(lang, "Podstawa", "Base"), right=True),
        "share": TerminalColumn(in_lang(lang, "Udział gminy", "Share"), right=True),
    }
    if not several:
        del columns["month"]
    if console.width < 100:
        del columns["form"]
    rows = [
        {
            "child": plain(charge.child),
            "gmina": charge.gmina,
            "month": str(charge.month),
            "form": _forms(charge, lang),
            "percent": _percents(charge, lang),
            "base": zlote(charge.base_grosze, lang),
            "share": zlote(charge.amount_grosze, lang),
        }
        for charge in charges
    ]
    total, totals = in_lang(lang, "Razem", "Total"), charges.totals
    sums = [
        {"child": total, "gmina": gmina, "share": zlote(to_grosze(amount), lang)} for gmina, amount in totals.items()
    ]
    if len(totals) != 1:
        sums.append({"child": total, "share": zlote(to_grosze(charges.total), lang)})
    title = f"{in_lang(lang, 'Udział gmin', 'Shares of gminas')}, {_when(charges.first, charges.last, lang)}"
    print_table(console, title, columns, [rows], sums)
    if not charges.charges:
        print_text(
            console, in_lang(lang, "W tych miesiącach nikt nie jest w pieczy.", "Nobody is in care in these months.")
        )
    for text in _beneath(charges.notices, charges.law, charges.rates, charges.readings, lang):
        print_text(console, text)


def print_explanations(explanations: Iterable[Explanation], lang: Lang) -> None:
    """Under a heading for each charge, why it is what it is."""
    console = new_console()
    for explanation in explanations:
        charge = explanation.charge
        print_heading(console, f"{plain(charge.child)}, {charge.gmina}, {written_month(charge.month, lang)}")
        for sentence in explanation.sentences(lang):
            print_text(console, f"• {plain(sentence)}")


def print_costs(sheet: CostSheet, lang: Lang) -> None:
    """A row for each monthly cost, a row for each part of a family's cost, and why they are what they are."""
    console = new_console()
    when = _when(Month.parse(sheet.first), Month.parse(sheet.last), lang)
    days = {"start": TerminalColumn(in_lang(lang, "Od", "From")), "end": TerminalColumn(in_lang(lang, "Do", "To"))}
    child = TerminalColumn(in_lang(lang, "Dziecko", "Child"), folds=True)
    monthly = [
        [
            {
                "child": plain(placement.child),
                "form": FORMS[placement.form][lang],
                "start": written_day(period.start, lang),
                "end": written_day(period.end, lang),
                "amount": zlote(to_grosze(period.amount), lang),
            }
            for placement in sheet.placements
            for period in placement.monthly_cost
        ]
    ]
    columns = {
        "child": child,
        "form": TerminalColumn(in_lang(lang, "Forma pieczy", "Form of care"), folds=True),
        **days,
        "amount": TerminalColumn(in_lang(lang, "Koszt miesięczny", "Monthly cost"), right=True),
    }
    if monthly[0]:
        print_table(console, f"{in_lang(lang, 'Koszty miesięczne', 'Monthly costs')}, {when}", columns, monthly)
    if sheet.family_costs:
        console.print()
        _print_family_costs(console, sheet, {"child": child, **days}, when, lang)
    for placement in sheet.placements:
        print_heading(console, f"{plain(placement.child)}, {FORMS[placement.form][lang]}")
        if not placement.monthly_cost:
            print_text(console, f"• {in_lang(lang, 'Nie podano kosztu miesięcznego.', 'No monthly cost is given.')}")
        for period in placement.monthly_cost:
            first, last = written_day(period.start, lang), written_day(period.end, lang)
            print_text(console, f"• {first} – {last}: {plain(period.explanation[lang])}")
    for cost in sheet.family_costs:
        print_heading(console, plain(cost.explanation[lang]))
        for part in cost.parts:
            print_text(console, f"• {plain(part.child)}, {part.gmina}: {part.explanation[lang]}")
    console.print()
    for text in _beneath(sheet.notices, sheet.law, sheet.rates, sheet.readings, lang):
        print_text(console, text)


def _print_family_costs(
    console: Console, sheet: CostSheet, shared: Mapping[str, TerminalColumn], when: str, lang: Lang
) -> None:
    columns = {
        "family": TerminalColumn(in_lang(lang, "Rodzina", "Family"), folds=True),
        "kind": TerminalColumn(in_lang(lang, "Koszt", "Cost"), folds=True),
        "child": shared["child"],
        "gmina": TerminalColumn("Gmina"),
        "start": shared["start"],
        "end": shared["end"],
        "days": TerminalColumn(in_lang(lang, "Dni", "Days"), right=True),
        "amount": TerminalColumn(in_lang(lang, "Część", "Part"), right=True),
    }
    rows = []
    for cost in sheet.family_costs:
        parts = [
            {
                "family": plain(cost.family),
                "kind": KINDS[cost.kind][lang],
                "child": plain(part.child),
                "gmina": part.gmina,
                "start": written_day(part.start, lang),
                "end": written_day(part.end, lang),
                "days": str(part.days),
                "amount": zlote(to_grosze(part.amount), lang),
            }
            for part in cost.parts
        ]
        whole = {"family": plain(cost.family), "kind": in_lang(lang, "razem", "together")}
        whole |= {"start": written_day(cost.start, lang), "end": written_day(cost.end, lang)}
        rows.append([*parts, {**whole, "amount": zlote(to_grosze(cost.amount), lang)}])
    print_table(console, f"{in_lang(lang, 'Koszty rodzin', 'Costs of families')}, {when}", columns, rows)


def print_rates(entries: Sequence[Rate | UnknownRate], data: Rates, lang: Lang) -> None:
    """A row for each amount and for each gap, benefit by benefit."""
    console = new_console()
    columns = {
        "benefit": TerminalColumn(in_lang(lang, "Świadczenie", "Benefit"), folds=True),
        "start": TerminalColumn(in_lang(lang, "Od", "From")),
        "end": TerminalColumn(in_lang(lang, "Do", "To")),
        "amount": TerminalColumn(in_lang(lang, "Kwota", "Amount"), right=True),
        "act": TerminalColumn(in_lang(lang, "Skąd", "Where from"), folds=True),
    }
    by_benefit = len(entries) > len({entry.benefit for entry in entries})
    rows = [
        [
            {
                "benefit": entry.benefit,
                "start": written_day(entry.start, lang),
                "end": written_day(entry.end, lang) if entry.end else "…",
                "amount": zlote(to_grosze(entry.amount), lang) if isinstance(entry, Rate) else "–",
                "act": _where_from(entry, lang),
            }
            for entry in history
        ]
        for _, history in groupby(entries, key=lambda entry: by_benefit and entry.benefit)
    ]
    title = in_lang(lang, "Kwoty minimalne, art. 80, 81 i 85", "Statutory minimums, art. 80, 81 and 85")
    print_table(console, title, columns, rows)
    for benefit in dict.fromkeys(entry.benefit for entry in entries):
        print_text(console, f"{benefit}: {BENEFITS[benefit][lang]}")
    print_text(console, _law(in_lang(lang, "Stawki", "Rates"), data.id, data.sha256, data.verified_until, lang))


def _where_from(entry: Rate | UnknownRate, lang: Lang) -> str:
    if isinstance(entry, UnknownRate):
        return in_lang(lang, f"nie wiadomo: {entry.reason['pl']}", f"not known: {entry.reason['en']}")
    parts = [entry.basis, entry.act, CERTAINTY[entry.certainty][lang], *([entry.note[lang]] if entry.note else [])]
    return "; ".join(parts)


def _when(first: Month, last: Month, lang: Lang) -> str:
    return " – ".join(written_month(month, lang) for month in dict.fromkeys([first, last]))


def _forms(charge: Charge, lang: Lang) -> str:
    """The forms of care of a month, in order."""
    return ", ".join(FORMS[form][lang] for form, _ in groupby(line.form for line in charge.lines))


def _percents(charge: Charge, lang: Lang) -> str:
    """The percentages of a month in order, a zero with its provision."""
    segments = sorted((s.start, s.percent, s.basis if s.exempt else "") for line in charge.lines for s in line.segments)
    parts = [
        f"{percent(value, lang)} ({basis})" if basis else percent(value, lang)
        for (value, basis), _ in groupby(segments, key=lambda segment: segment[1:])
    ]
    return " → ".join(parts)


def _beneath(
    notices: Sequence[Notice], law: LawStamp, rates: LawStamp | None, readings: Readings, lang: Lang
) -> Iterator[str]:
    """What stands under a table: notices, the law, the rates and the readings."""
    for notice in notices:
        yield f"{in_lang(lang, 'Uwaga', 'Note')} ({notice['path']}): {notice['message'][lang]}"
    for name, stamp in ((in_lang(lang, "Stan prawny", "Law"), law), (in_lang(lang, "Stawki", "Rates"), rates)):
        if stamp:
            yield _law(name, stamp["id"], stamp["sha256"], date.fromisoformat(stamp["verified_until"]), lang)
    chosen = [f"{name} = {option}" for name in READINGS if (option := getattr(readings, name))]
    yield f"{in_lang(lang, 'Wykładnie', 'Readings')}: {', '.join(chosen)}."


def _law(name: str, identifier: str, sha256: str, verified_until: date, lang: Lang) -> str:
    until = written_day(verified_until, lang)
    stamp = f"{name}: {identifier}, sha256 {sha256[:12]}…"
    return in_lang(lang, f"{stamp}, sprawdzono do {until}.", f"{stamp}, verified until {until}.")
