"""Audits of a case or two: charges of one child, what was found of them, and what its figures come to."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from small_cases import family

from piecza.audit import PastCharge, audit

GMINA, OTHER = "2604043", "2604011"
# In care since 10.11.2024: 10 % until 9.11.2025, then 30 %. A full month costs 1 000.00 zł.
IN_FAMILY = family("D-1", GMINA, "2024-11-10")


def charged(amount, month="2025-03", **more):
    return PastCharge(**{"child": "D-1", "gmina": GMINA, "first": month, "amount": Decimal(amount), **more})


def only(document, *rows, **asked):
    """The one comparison of an audit of these charges; whatever has figures reproduces what was charged."""
    audited = audit(document, rows, **asked)
    (checked,) = [comparison for comparison in audited if comparison.charged]
    for finding in checked.findings:
        if finding.evidence:
            assert recomputed(finding.evidence) == finding.evidence.grosze == checked.charged_grosze
    return checked


def codes(checked):
    return [finding.code for finding in checked.findings]


def facts(checked, code):
    return next(dict(finding.facts) for finding in checked.findings if finding.code == code)


def total(amount, month="2025-03", **more):
    return PastCharge(gmina=GMINA, first=month, amount=Decimal(amount), **more)


def recomputed(evidence):
    """What the steps of an evidence come to, worked out anew in fractions."""
    exact = {}
    for step in evidence.steps:
        key = {
            "segment": len(exact),
            "line": (step.child, step.month, step.line),
            "child_month": (step.child, step.month),
        }
        share = Fraction(step.base_grosze * step.days * step.percent, step.of * 100)
        exact[key[evidence.level]] = exact.get(key[evidence.level], 0) + share
    total = sum(in_grosze(share, evidence.mode) for share in exact.values())
    return total if evidence.slip is None else slipped(total, evidence.slip.kind, evidence.slip.number)


def in_grosze(share, mode):
    if share < 0:
        return -in_grosze(-share, mode)
    down = share.numerator // share.denominator
    rest = share - down
    match mode:
        case "half_up":
            return down + (rest >= Fraction(1, 2))
        case "half_even":
            return round(share)
        case "down":
            return down
        case "up":
            return down + (rest > 0)
        case "whole_zloty":
            zlote = share / 100
            return in_grosze(zlote, "half_up") * 100


def slipped(total, kind, number):
    if kind == "times":
        return total * number
    if kind == "off":
        return total + number
    if kind == "shifted":
        moved = Decimal(total).scaleb(number)
        return int(moved.quantize(Decimal(1), ROUND_HALF_UP))
    text = list(str(abs(total)).zfill(3))
    text[-number], text[-number - 1] = text[-number - 1], text[-number]
    return int("".join(text)) * (-1 if total < 0 else 1)
