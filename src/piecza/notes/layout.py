"""How a nota reads on paper, in Polish: what stands where, before it becomes HTML, PDF or a workbook.

A cell is a text, a number of days, or an amount; the tables' sums are sums of what stands above them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from piecza.language.glossary import FORMS, KINDS
from piecza.language.text import joined
from piecza.language.writing import days, percent, written_date, written_day, written_month, zlote
from piecza.money import to_decimal, to_grosze
from piecza.notes.agreement import Powiat, Recipient
from piecza.notes.correction_reasons import Pair, pairs
from piecza.notes.nota import AnyNota, Change, CorrectingNota, Nota, NotaCharge, NotaLine, NotaNotice, NotaSegment
from piecza.readings import READINGS
from piecza.render.page import Cell, Column, Page, Section, Table, Value

_NOTHING = Decimal("0.00")
_GIVEN = "kwota z noty"
"""What stands for the figures of a nota that was made elsewhere."""


def page(nota: AnyNota) -> Page:
    """A nota or a correcting nota as it reads."""
    correcting = isinstance(nota, CorrectingNota)
    tables = _changes(nota) if isinstance(nota, CorrectingNota) else (_charges(nota),)
    return Page(
        title=f"Nota księgowa {'korygująca ' if correcting else ''}nr {nota.number}",
        facts=tuple(_facts(nota)),
        parties=(_issuer(nota.powiat), *_recipient(nota.gmina)),
        opening=_opening(nota),
        tables=(*tables, _chapters(nota)),
        amount=(_what_amount(nota), nota.amount, f"słownie: {nota.in_words}"),
        payment=tuple(_payment(nota)),
        footer=tuple(_footer(nota)),
        assignment="Dekretacja (Wn / Ma)",
        signatures=("Sporządził(a)", "Główny księgowy", "Kierownik jednostki"),
        annex_title=f"Załącznik do noty nr {nota.number}: jak powstały kwoty",
        annex=tuple(_annex(nota)),
    )


def _facts(nota: AnyNota) -> Iterator[tuple[str, str]]:
    month = nota.of_month
    yield "Miejsce i data wystawienia", f"{nota.powiat.place}, {written_date(nota.issued)}"
    yield "Za miesiąc", written_month(month)["pl"]
    yield "Data operacji gospodarczej", written_day(month.end)["pl"]
    if isinstance(nota, CorrectingNota):
        yield "Koryguje notę", f"{nota.corrects.number} z dnia {written_date(nota.corrects.issued)}"
        if nota.follows != nota.corrects:
            yield "Ostatnia korekta", f"{nota.follows.number} z dnia {written_date(nota.follows.issued)}"
    if nota.agreement:
        yield "Porozumienie", f"nr {nota.agreement.number} z dnia {written_date(nota.agreement.day)}"


def _issuer(powiat: Powiat) -> Section:
    lines = [powiat.name, powiat.address]
    lines += [f"NIP {powiat.nip}"] if powiat.nip else []
    lines += [f"REGON {powiat.regon}"] if powiat.regon else []
    lines += [powiat.pcpr.name, powiat.pcpr.address] if powiat.pcpr else []
    return Section("Wystawca", tuple(lines))


def _recipient(gmina: Recipient) -> Iterator[Section]:
    nip = [f"NIP {gmina.nip}"] if gmina.nip else []
    yield Section("Obciążony", (gmina.name, gmina.address, *nip, f"TERC {gmina.code}"))
    if gmina.ops:
        yield Section("Odbiorca", (gmina.ops.name, gmina.ops.address))


def _opening(nota: AnyNota) -> str:
    month = written_month(nota.of_month)["pl"]
    if isinstance(nota, CorrectingNota):
        reason = f" Przyczyna: {nota.reason}" if nota.reason else ""
        return (
            f"Korygujemy udział gminy w wydatkach na opiekę i wychowanie dzieci w pieczy zastępczej za {month}.{reason}"
        )
    if nota.amount < 0:
        return (
            f"Uznajemy Państwa udziałem gminy w tym, co odzyskano z wydatków na dzieci w pieczy zastępczej, za {month}."
        )
    return f"Obciążamy Państwa udziałem gminy w wydatkach na opiekę i wychowanie dzieci w pieczy zastępczej za {month}."


# Tables

_CHARGES = (
    Column("Lp.", right=True),
    Column("Dziecko", names=True),
    Column("Forma pieczy, wydatek", wide=True),
    Column("Pobyt od"),
    Column("Okres"),
    Column("Dni", right=True),
    Column("Podstawa (zł)", right=True),
    Column("Rok pobytu (próg)"),
    Column("Dni w progu", right=True),
    Column("Procent", right=True),
    Column("Przepis"),
    Column("Udział gminy (zł)", right=True),
)


def _charges(nota: Nota) -> Table:
    rows = [row for number, charge in enumerate(nota.charges, 1) for row in _rows(number, charge)]
    blank = (None,) * 4
    sums = ("Razem", (nota.base, *blank, nota.amount))
    return Table("Udział gminy za każde dziecko", _CHARGES, tuple(rows), (sums,))


def _rows(number: int, charge: NotaCharge) -> Iterator[tuple[Cell | None, ...]]:
    """A row for each segment; cells of the line and of the child span all of their rows."""
    height = sum(len(line.segments) for line in charge.lines)
    if not height:
        nothing = (Cell(_GIVEN if charge.given else "nie podano kosztu"), *(Cell(None),) * (len(_CHARGES) - 4))
        yield (Cell(number), Cell(charge.child), *nothing, Cell(charge.amount))
    amounts = iter(list(_amounts(charge.amount, charge.lines)))
    beside: tuple[Cell | None, ...] = (Cell(number, height), Cell(charge.child, height))
    for line in charge.lines:
        cells: tuple[Cell | None, ...] = tuple(Cell(value, len(line.segments)) for value in _of_line(line))
        for segment in line.segments:
            yield (*beside, *cells, *(Cell(value) for value in _of_segment(segment)), next(amounts))
            beside, cells = (None,) * len(beside), (None,) * len(cells)


def _amounts(amount: Decimal, lines: Sequence[NotaLine]) -> Iterator[Cell | None]:
    """A cell for each segment of a child's lines: its amount, or one amount for several that are rounded together."""
    for line in lines:
        if line.amount is not None and all(segment.amount is not None for segment in line.segments):
            yield from (Cell(segment.amount) for segment in line.segments)
            continue
        if line.amount is not None:
            yield Cell(line.amount, len(line.segments))
        else:
            yield Cell(amount, sum(len(other.segments) for other in lines)) if line is lines[0] else None
        yield from (None,) * (len(line.segments) - 1)


def _of_line(line: NotaLine) -> tuple[Value, ...]:
    return _what(line), written_day(line.stay_start)["pl"], _period(line.start, line.end), line.days, line.base


def _what(line: NotaLine) -> str:
    form = FORMS[line.form]
    if line.day_rate is not None:
        form += ", osobodzień " + zlote(to_grosze(line.day_rate))
    return (form if line.kind == "monthly_cost" else form + " – " + KINDS[line.kind])["pl"]


def _of_segment(segment: NotaSegment) -> tuple[Value, ...]:
    return _years(segment), segment.days, percent(segment.percent)["pl"], segment.basis


def _years(segment: NotaSegment) -> str:
    """``2. (2)``, or ``6.–7. (3)`` where another year of the same band begins; no band where the duty has none."""
    years = "–".join(f"{year}." for year in dict.fromkeys((segment.years[0], segment.years[-1])))
    return years if segment.band is None else f"{years} ({segment.band})"


def _period(start: date, end: date) -> str:
    last = written_day(end)["pl"]
    return last if start == end else f"{written_day(start)['pl'][:5]}–{last}"


_CHANGED = (
    Column("Lp.", right=True),
    Column("Dziecko", names=True),
    Column("Forma pieczy, wydatek", wide=True),
    Column("Było: podstawa, dni, procent"),
    Column("Było (zł)", right=True),
    Column("Powinno być: podstawa, dni, procent"),
    Column("Powinno być (zł)", right=True),
    Column("Różnica (zł)", right=True),
)


def _changes(nota: CorrectingNota) -> tuple[Table, ...]:
    rows = [row for number, change in enumerate(nota.changes, 1) for row in _of_change(number, change)]
    changed = sum(to_grosze(change.before.amount) for change in nota.changes if change.before)
    if to_grosze(nota.before) != changed:
        unchanged = to_decimal(to_grosze(nota.before) - changed)
        amounts = (Cell("–"), Cell(unchanged), Cell("–"), Cell(unchanged), Cell(_NOTHING))
        rows.append((Cell(len(nota.changes) + 1), Cell("pozostałe dzieci"), Cell("bez zmian"), *amounts))
    sums = ("Razem", (nota.before, None, nota.after, nota.amount))
    return (Table("Było, powinno być, różnica", _CHANGED, tuple(rows), (sums,)),)


def _of_change(number: int, change: Change) -> Iterator[tuple[Cell | None, ...]]:
    """A row for each line before or after; one amount for all where the child's month is rounded as a whole."""
    paired = pairs(change.before, change.after)
    height = len(paired) or 1
    by_line = all(line is None or line.amount is not None for pair in paired for line in pair) and bool(paired)
    is_given = change.before is not None and change.before.given
    by_line = by_line and not is_given
    beside: tuple[Cell | None, ...] = (Cell(number, height), Cell(change.child, height))
    whole = [change.before.amount if change.before else None, change.after.amount if change.after else None]
    together: list[Cell | None] = [Cell(amount, height) for amount in (*whole, change.difference)]
    for before, after in paired or [Pair(None, None)]:
        line = after or before
        if by_line:
            stood, stands = (side.amount if side else None for side in (before, after))
            together = [Cell(stood), Cell(stands), Cell(_less(stands, stood))]
        what = _what(line) if line else _GIVEN if is_given else "nie podano kosztu"
        yield (*beside, Cell(what), Cell(_how(before)), together[0], Cell(_how(after)), *together[1:])
        beside, together = (None, None), [None, None, None]


def _less(stands: Decimal | None, stood: Decimal | None) -> Decimal:
    """A difference in whole grosze, whatever the caller's decimal context is."""
    return to_decimal(to_grosze(stands or _NOTHING) - to_grosze(stood or _NOTHING))


def _how(line: NotaLine | None) -> str:
    """``1 002,00 zł: 14 dni × 30 %, 17 dni × 50 %``."""
    if line is None:
        return "–"
    parts = joined(days(segment.days) + " × " + percent(segment.percent) for segment in line.segments)
    return (zlote(to_grosze(line.base)) + ": " + parts)["pl"]


def _chapters(nota: AnyNota) -> Table:
    booked = nota.classification
    columns = (Column("Dział"), Column("Rozdział", names=True), Column("Paragraf"), Column("Kwota (zł)", right=True))
    rows = tuple(
        (Cell(booked.section), Cell(total.chapter or "–"), Cell(booked.paragraph), Cell(total.amount))
        for total in nota.totals
    )
    return Table("Klasyfikacja budżetowa", columns, rows, (("Razem", (nota.amount,)),))


# Beneath the tables


def _what_amount(nota: AnyNota) -> str:
    if isinstance(nota, CorrectingNota):
        if not nota.amount:
            return "Różnica"
        return "Różnica do zapłaty" if nota.amount > 0 else "Różnica na korzyść gminy"
    return "Do zapłaty" if nota.amount >= 0 else "Na korzyść gminy"


def _payment(nota: AnyNota) -> Iterator[tuple[str, str]]:
    """How to pay; where the gmina has a credit, only what it is for."""
    title, term = f"Nota {nota.number}, " + written_month(nota.of_month)["pl"], days(nota.due.days)["pl"]
    if nota.amount <= 0:
        yield "Tytuł rozliczenia", title
        return
    if nota.due.day:
        written = nota.due.written
        moved = f", tj. {written_date(written)}; termin przesunięty: art. 115 KC" if written else ""
        yield "Termin płatności", f"{written_date(nota.due.day)} ({term} od wystawienia{moved})"
    else:
        yield "Termin płatności", f"{term} od otrzymania noty"
    if nota.powiat.account:
        yield "Rachunek bankowy", nota.powiat.account
    yield "Tytuł przelewu", title


_ACT = "ustawy z dnia 9 czerwca 2011 r. o wspieraniu rodziny i systemie pieczy zastępczej"
_AS_ANNOUNCED = "Dz.U. 2011 nr 149 poz. 887 ze zm."
"""How noty cite the Act that do not say it themselves."""


def _footer(nota: AnyNota) -> Iterator[Section]:
    if isinstance(nota, CorrectingNota):
        reasons = (f"{change.child}: " + joined(change.reasons, " ")["pl"] for change in nota.changes)
        yield Section("Przyczyny korekty", tuple(reasons))
    segments = [segment for charge in _all_charges(nota) for line in charge.lines for segment in line.segments]
    bases = {segment.basis for segment in segments if segment.exempt != "state_financed"}
    in_order = sorted(bases, key=lambda basis: [int(number) for number in re.findall(r"\d+", basis)])
    of_other_acts = sorted({segment.basis for segment in segments if segment.exempt == "state_financed"})
    cited = nota.consolidated_text or _AS_ANNOUNCED
    act = f"{'; '.join(in_order) or 'art. 191 ust. 9–11'} {_ACT} ({cited})"
    yield Section("Podstawa prawna", (f"{'; '.join((act, *of_other_acts))}.",))
    readings = nota.readings.model_dump(exclude_none=True)
    taken = (READINGS[name].texts[option] + f" ({name} = {option})" for name, option in readings.items())
    yield Section("Co przyjęto tam, gdzie ustawa milczy (wykładnie)", ((joined(taken, "; ") + ".")["pl"],))
    stamps = [nota.law, *([nota.rates] if nota.rates else [])]
    law = [
        f"{stamp.id}, sha256 {stamp.sha256[:12]}…, sprawdzono do "
        + written_day(stamp.verified_until)["pl"]
        + (", wniosek do " + written_day(stamp.inferred_until)["pl"] if stamp.inferred_until else "")
        for stamp in stamps
    ]
    if nota.law.own:
        law.append(f"własne wpisy, sha256 {nota.law.own[:12]}…")
    yield Section("Stan prawny", (f"{'; '.join(law)}. Obliczono programem piecza {nota.version}.",))
    if nota.notices:
        yield Section("Uwagi", remarks(nota.notices))


def remarks(notices: Iterable[NotaNotice]) -> tuple[str, ...]:
    """Notices as they read, each with the child it is about."""
    return tuple((f"{notice.child}: " if notice.child else "") + notice.message["pl"] for notice in notices)


def _all_charges(nota: AnyNota) -> Iterator[NotaCharge]:
    if isinstance(nota, Nota):
        yield from nota.charges
    else:
        for change in nota.changes:
            yield from (charge for charge in (change.before, change.after) if charge)


def _annex(nota: AnyNota) -> Iterator[Section]:
    charges = nota.charges if isinstance(nota, Nota) else [change.after for change in nota.changes if change.after]
    for charge in charges:
        yield Section(charge.child, tuple(sentence["pl"] for sentence in charge.explanation))
