"""How the summary of a month reads on paper, in Polish."""

from piecza.dates import Month
from piecza.language.glossary import CHANGES, FORMS, WITHOUT_NOTA
from piecza.language.writing import written_date, written_day, written_month
from piecza.money import to_decimal, to_grosze
from piecza.notes.layout import Cell, Column, Page, Section, Table, Value
from piecza.notes.summary import Changed, GminaSummary, MonthSummary

_GMINAS = (
    Column("TERC"),
    Column("Gmina", wide=True, names=True),
    Column("Nota"),
    Column("Dzieci", right=True),
    Column("Podstawa (zł)", right=True),
    Column("Udział gminy (zł)", right=True),
    Column("Miesiąc wcześniej wg rejestru (zł)", right=True),
)
_CHANGES = (
    Column("Dziecko", names=True),
    Column("Gmina"),
    Column("Co się zmieniło", wide=True),
    Column("Od dnia"),
    Column("Udział miesiąc wcześniej (zł)", right=True),
    Column("Udział (zł)", right=True),
)


def summary_page(summary: MonthSummary) -> Page:
    """The summary of a month as it reads."""
    month = written_month(Month.parse(summary.month), "pl")
    base = to_decimal(sum(to_grosze(each.base) for each in summary.gminas if each.without != "city"))
    children = sum(each.children for each in summary.gminas if each.without != "city")
    sums = (("Razem", (children, base, summary.amount, summary.before)),)
    gminas = Table(f"Gminy, {month}", _GMINAS, tuple(map(_gmina, summary.gminas)), sums)
    changes = Table("Zmiany od poprzedniego miesiąca", _CHANGES, tuple(map(_change, summary.changes)))
    told = tuple(
        f"{each.child}: {each.message['pl']}" if each.child else each.message["pl"] for each in summary.notices
    )
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
        footer=(Section("Uwagi", (*missing, *told)),) if missing or told else (),
        assignment="",
        signatures=(),
        annex_title="",
        annex=(),
    )


def _gmina(each: GminaSummary) -> tuple[Cell | None, ...]:
    nota = each.number or WITHOUT_NOTA[each.without or "nothing_due"]["pl"]
    values: tuple[Value, ...] = (each.gmina, each.name or "–", nota, each.children, each.base, each.amount, each.before)
    return tuple(Cell(value) for value in values)


def _change(each: Changed) -> tuple[Cell | None, ...]:
    day = written_day(each.day, "pl") if each.day else "–"
    values: tuple[Value, ...] = (each.child, each.gmina, _said(each), day, each.before, each.amount)
    return tuple(Cell(value) for value in values)


def _said(each: Changed) -> str:
    was, became = (
        f"{name} %" if each.what == "band" else FORMS[name]["pl"] if name else "" for name in (each.was, each.became)
    )
    return (
        f"{CHANGES[each.what]['pl']}{': ' if was or became else ''}{' → '.join(name for name in (was, became) if name)}"
    )
