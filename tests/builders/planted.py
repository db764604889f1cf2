"""Audits with errors of many kinds, planted by hand: what the reports of audits are tried on."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import piecza
from piecza.audit import Audit, Claims, PastCharge, audit, claims

EXAMPLES = Path(__file__).parents[2] / "examples"
GMINA, ELSEWHERE = "2604043", "2604053"
FIRST, LAST = "2024-06", "2025-06"
MARKUP = '<b>&"D-1'
FORMULA = "=1+1"


def _placement(start, cost="1000.00", form="related_family", end=None):
    return {"form": form, "start": start, "end": end, "monthly_cost": [{"amount": cost}]}


def _child(name, *placements, gmina=GMINA, exempt=None, **stay):
    child = {"id": name, "stays": [{"gmina": gmina, "placements": list(placements), **stay}]}
    return child | ({"exemptions": [{"ground": exempt}]} if exempt else {})


def case():
    """The children of the example, and some to whom happens what does not happen there."""
    example = piecza.read_case((EXAMPLES / "powiat.json").read_bytes()).model_dump(mode="json", by_alias=True)
    example["children"] += [
        _child(MARKUP, _placement("2024-01-15", "1234.56")),
        _child("late", _placement("2025-02-10")),
        _child("gone", _placement("2023-02-10", "1017.31", end="2024-09-20"), ended_by="adoption"),
        _child("away", _placement("2023-02-10"), gmina=ELSEWHERE),
        _child("exempt", _placement("2023-02-10"), exempt="unknown_parents"),
        _child("bare", {"form": "related_family", "start": "2023-02-10"}),
        {
            "id": "back",
            "stays": [
                {"gmina": GMINA, "placements": [_placement("2020-03-01", end="2021-08-31")], "ended_by": "return_home"},
                {
                    "gmina": GMINA,
                    "placements": [
                        _placement("2024-03-04", end="2024-11-12"),
                        _placement("2024-11-12", "7000.00", "facility"),
                    ],
                    "expenses": [{"kind": "holiday_grant", "day": "2024-07-07", "amount": "650.00"}],
                },
            ],
        },
    ]
    example["readings"] = {"after_return": "sum"}
    return piecza.Case.model_validate(example)


@dataclass
class Planted:
    """A case, its audit and what follows from it."""

    case: piecza.Case
    audit: Audit
    money: Claims


# child, month: what is charged instead, or by how much it is multiplied
_WRONG = {
    ("zmyślone-01", "2025-03"): {"percent": 30},
    ("zmyślone-02", "2024-11"): {"full": True},
    ("zmyślone-05", "2024-09"): {"rate": "899.00"},
    ("zmyślone-07", "2025-01"): {"swapped": True},
    ("zmyślone-08", "2024-08"): {"twice": True},
    ("zmyślone-08", "2024-10"): {"amount": "777.77"},
    ("zmyślone-09", "2025-02"): {"left_out": True},
    (MARKUP, "2024-08"): {"rounded": True},
    ("gone", "2024-09"): {"full": True},
    ("zmyślone-13", "2025-04"): {"more": "800.00"},
    (MARKUP, "2025-01"): {"kc112": True},
}


def rows(charges, document, **paper):
    """Charges as they were made: right ones, and those that are planted."""
    other = {
        (c.child, str(c.month)): c.amount
        for c in piecza.charges(document.with_readings(year_boundary="kc112"), FIRST, LAST)
    }
    for charge in charges:
        key = (charge.child, str(charge.month))
        error = _WRONG.get(key, {})
        amount = charge.amount
        line = charge.lines[0] if charge.lines else None
        if "percent" in error:
            amount = (charge.base * error["percent"] / 100).quantize(Decimal("0.01"))
        elif "full" in error:
            amount = (line.rate * line.segments[0].percent / 100).quantize(Decimal("0.01"))
        elif "rate" in error:
            amount = (Decimal(error["rate"]) * line.segments[0].percent / 100).quantize(Decimal("0.01"))
        elif "rounded" in error:
            amount = amount.quantize(Decimal(1)).quantize(Decimal("0.01")) + 0
        elif "swapped" in error:
            text = str(amount)
            amount = (
                Decimal(text[:-5] + text[-4] + text[-5] + text[-3:]) if text[-4] != text[-5] else Decimal(text[::-1])
            )
        elif "amount" in error:
            amount = Decimal(error["amount"])
        elif "more" in error:
            amount += (Decimal(error["more"]) * line.segments[0].percent / 100).quantize(Decimal("0.01"))
        elif "kc112" in error:
            amount = other[key]
        if charge.gmina != GMINA or "left_out" in error or not amount:
            continue
        for _ in range(2 if "twice" in error else 1):
            yield _row(charge.child, charge.gmina, charge.month, amount, **paper)


def _row(child, gmina, month, amount, issuer="PCPR", paid=True):
    month = piecza.Month.parse(str(month))
    due = month.end + timedelta(days=30)
    late = 45 if month.month == 7 else 0
    return PastCharge(
        child=child, gmina=gmina, first=month, amount=amount, nota=f"{month.month}/{month.year}", issuer=issuer,
        issued=month.end + timedelta(days=9), due=due, paid=due + timedelta(days=late) if paid else None,
        place=f"noty.csv[{month}]",
    )  # fmt: skip


def planted(issuer="PCPR", refund=True):
    """An audit in which most kinds of findings occur, with interest on late payments and on refunds."""
    document = case()
    charges = [charge for charge in piecza.charges(document, FIRST, LAST) if charge.amount_grosze or charge.lines]
    charged = list(rows(charges, document, issuer=issuer))
    charged += [
        _row("late", GMINA, "2024-12", Decimal("100.00"), issuer),
        _row("gone", GMINA, "2024-11", Decimal("300.00"), issuer),
        _row("away", GMINA, "2024-08", Decimal("300.00"), issuer),
        _row("exempt", GMINA, "2024-08", Decimal("300.00"), issuer),
        _row("bare", GMINA, "2024-08", Decimal("300.00"), issuer),
    ]
    charged.append(
        PastCharge(
            child="back", gmina=GMINA, first="2025-03", amount=Decimal("800.00"), kind="child_benefit", issuer=issuer
        )
    )
    made = audit(document, charged, FIRST, LAST, left_out=("gmina 2604063",))
    given = {"refund_since": date(2025, 7, 1), "refund_until": date(2025, 9, 30)} if refund else {}
    return Planted(document, made, claims(made, **given))


def by_reading(many=False):
    """An audit of a PCPR that works by another reading; with ``many`` it also charges a full month for parts."""
    document = case()
    other = document.with_readings(year_boundary="kc112")
    charged = [
        _row(
            charge.child,
            charge.gmina,
            charge.month,
            charge.amount + (10 * charge.amount if many and charge.month.month == 3 else 0),
        )
        for charge in piecza.charges(other, FIRST, LAST)
        if charge.amount_grosze and charge.gmina == GMINA
    ]
    made = audit(document, charged)
    return Planted(document, made, claims(made))


def totals():
    """An audit of noty of which only the totals are known; one of them is too high."""
    document = case()
    by_month = {}
    for charge in piecza.charges(document, FIRST, LAST):
        if charge.gmina == GMINA:
            by_month[charge.month] = by_month.get(charge.month, Decimal(0)) + charge.amount
    wrong = piecza.Month(2024, 9)
    charged = [
        PastCharge(gmina=GMINA, first=month, amount=amount + (month == wrong), nota=str(month), issuer="PCPR")
        for month, amount in by_month.items()
    ]
    charged.append(_row("back", GMINA, "2024-12", Decimal("3500.00")))
    made = audit(document, charged)
    return Planted(document, made, claims(made))


def old():
    """An audit of a charge before the terms of limitation changed."""
    document = piecza.Case.model_validate(
        {"schema": "piecza.case/1", "children": [_child("old", _placement("2016-01-15"))]}
    )
    made = audit(document, [_row("old", GMINA, "2018-03", Decimal("600.00"))])
    return Planted(document, made, claims(made))
