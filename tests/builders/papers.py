"""Noty of many kinds, as pages: what the renderers are tried on."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import piecza
from piecza.notes.agreement import read_agreement
from piecza.notes.issuing import notas
from piecza.notes.layout import page
from piecza.notes.nota import AnyNota, Change, ChapterTotal, CorrectingNota, Nota, Reference, by_chapter, in_words
from piecza.render.page import Page

EXAMPLES = Path(__file__).parents[2] / "examples"
AGREEMENT = read_agreement((EXAMPLES / "porozumienie.toml").read_bytes())
MARKUP = "<b>&\"'=1+1 #$@*_["
ISSUED = date(2025, 12, 4)
HEAD = (
    "version", "issued", "month", "powiat", "gmina", "agreement", "terms", "classification", "law", "rates", "readings",
    "due", "notices",
)  # fmt: skip


def _read(name):
    return piecza.read_case((EXAMPLES / f"{name}.json").read_bytes())


def _noty(case, month, **readings) -> list[Nota]:
    case = case.with_readings(**readings) if readings else case
    return list(notas(case, month, AGREEMENT, issued=ISSUED))


def _child(name, start="2024-11-05", cost="1517.00", **placement):
    costs = [{"amount": cost}] if cost else []
    place = {"form": "related_family", "start": start, "monthly_cost": costs, **placement}
    return {"id": name, "stays": [{"gmina": "2604043", "placements": [place]}]}


def _case(*children, **readings):
    return piecza.Case.model_validate({"schema": "piecza.case/1", "readings": readings, "children": list(children)})


def _sixty():
    return _case(*(_child(f"D-{n:03d}", start="2024-11-05" if n % 3 else "2020-02-01") for n in range(60)))


def _strange():
    long = "bardzo-długi-identyfikator-" + "x" * 33
    recovered = {"kind": "recovered", "day": "2025-11-20", "amount": "-900.25"}
    exempt = _child("zwolnione") | {"exemptions": [{"ground": "unknown_parents", "start": "2024-11-05"}]}
    less = _child("mniej", cost="100.00")
    less["stays"][0]["expenses"] = [recovered]
    names = [MARKUP, "=1+1", "@x", "-5", "+7", long, "x" * 60, "tab\there\x1b[31m\u202eodwrotnie"]
    return _case(*map(_child, names), exempt, less, _child("bez-kosztu", cost=None))


def correction(before: Nota, after: Nota, number="1/PZ/K/11/2025") -> CorrectingNota:
    """A correcting nota of two: the children in which they differ, and one in which they do not."""
    stood, stands = ({charge.child: charge for charge in nota.charges} for nota in (before, after))
    changes = []
    for child in sorted(stood | stands):
        pair = stood.get(child), stands.get(child)
        amounts = [charge.amount if charge else Decimal("0.00") for charge in pair]
        reasons = ({"pl": f"Zmienił się koszt dziecka {child}.", "en": "."},)
        both = {"child": child, "gmina": "2604043", "before": pair[0], "after": pair[1]}
        changes.append(Change(**both, difference=amounts[1] - amounts[0], reasons=reasons))
    signed = [
        (charge, sign) for change in changes for charge, sign in ((change.before, -1), (change.after, 1)) if charge
    ]
    totals = [ChapterTotal(chapter=name, amount=Decimal(grosze).scaleb(-2)) for name, grosze in by_chapter(signed)]
    amount = after.amount - before.amount
    return CorrectingNota(
        **{name: getattr(after, name) for name in HEAD},
        number=number,
        corrects=Reference(number=before.number, issued=before.issued),
        follows=Reference(number=before.number, issued=before.issued),
        reason=f"nowe orzeczenie {MARKUP}",
        totals=tuple(totals),
        amount=amount,
        in_words=in_words(int(amount.scaleb(2))),
        before=before.amount,
        after=after.amount,
        changes=tuple(changes),
    )


def corrections(**readings) -> CorrectingNota:
    """A child's month that should not stand, one that should, one dearer, one cheaper, one of difference 0.00."""
    same, gone = _child("bez zmian"), _child("nie powinno być", cost="3000.00")
    (before,) = _noty(_case(same, gone, _child("A"), _child("B")), "2025-11", **readings)
    (after,) = _noty(
        _case(same, _child("A", cost="1600.00"), _child("B", cost="9.99"), _child("C")), "2025-11", **readings
    )
    return correction(before, after)


def papers() -> dict[str, AnyNota]:
    """Noty by what is special about them."""
    powiat, moved = _read("powiat"), _noty(_read("powiat"), "2025-06")
    strange = _noty(_strange(), "2025-11")[0]
    powiat_named = strange.powiat.model_copy(update={"name": f"Powiat {'Bardzo Długi ' * 12}{MARKUP}"})
    return {
        "powiat": _noty(powiat, "2025-11")[0],
        "moved": moved[0],
        "line": _noty(powiat, "2025-11", rounding="line")[0],
        "child_month": _noty(powiat, "2025-11", rounding="child_month")[0],
        "sixty": _noty(_sixty(), "2025-11")[0],
        "strange": strange.model_copy(update={"powiat": powiat_named, "number": f"1/{MARKUP}</style>/2025"}),
        "family": next(iter(notas(_read("family"), "2025-03", AGREEMENT, issued=ISSUED))),
        "correction": corrections(),
        "correction_child_month": corrections(rounding="child_month"),
    }


def pages() -> dict[str, Page]:
    """The pages of all of them."""
    return {name: page(nota) for name, nota in papers().items()}
