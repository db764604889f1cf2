"""What follows from an audit in money: who may claim what from whom, until when, and interest for delay.

Nothing is decided: both terms of limitation are shown, and interest is worked out for the days that are known or given.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from piecza.audit.audit_result import Audit
from piecza.audit.findings import Checked
from piecza.dues.delay_interest import Interest, interest
from piecza.dues.due_days import moved_day
from piecza.dues.limitation_days import Limitation, limitation
from piecza.errors.problems import InputError, problem
from piecza.language.text import Text
from piecza.law.law_in_force import Law
from piecza.money import to_decimal, to_grosze
from piecza.rule.past_charge import PastCharge

_DAY = timedelta(days=1)

Basis = Literal["paid", "due", "issued", "month"]
"""The day after which a claim could be enforced: that of payment, the last one of payment, that of the nota, or the end
of the (last) month charged, whichever of them is known first."""

BASES: dict[Basis, Text] = {
    "paid": Text(pl="dzień po zapłacie", en="the day after payment"),
    "due": Text(pl="dzień po terminie płatności", en="the day after the last day of payment"),
    "issued": Text(pl="dzień po wystawieniu noty", en="the day after the nota was issued"),
    "month": Text(pl="dzień po końcu miesiąca", en="the day after the end of the month"),
}
"""The first day on which a claim could be enforced."""

CLAIMANTS: dict[Literal["gmina", "powiat"], Text] = {
    "gmina": Text(pl="gmina", en="the gmina"),
    "powiat": Text(pl="powiat", en="the powiat"),
}
"""Who may claim."""

LIMITATION: dict[Literal["six_years", "three_years"], Text] = {
    "six_years": Text(pl="termin ogólny (6 lat)", en="general term (6 years)"),
    "three_years": Text(pl="świadczenia okresowe (3 lata)", en="periodic dues (3 years)"),
}
"""The two terms by which a claim may be limited, of which the library chooses none."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one side may claim for a charge that is wrong, in grosze, and until when.

    ``by``: the gmina what it was charged too much, the powiat what it charged too little. ``start`` is the first day on
    which it could be enforced, by the ``day`` that ``basis`` names, as it is written: ``start`` is the day after it, or
    of a last day of payment the one after that to which it is moved (KC art. 115). ``paid``: whether all of it was
    paid, None where no charge of the audit says so.
    """

    checked: Checked
    by: Literal["gmina", "powiat"]
    grosze: int
    start: date
    day: date
    basis: Basis
    limitation: Limitation
    paid: bool | None = None


@dataclass(frozen=True, slots=True)
class Late:
    """Interest for delay on what a gmina owed and paid after the last day of payment, as KC art. 115 moves it."""

    charge: PastCharge
    grosze: int
    interest: Interest


@dataclass(frozen=True, slots=True)
class Refund:
    """Interest for delay on what a gmina was charged too much, for the days that were asked for."""

    checked: Checked
    interest: Interest


@dataclass(frozen=True, slots=True)
class Claims:
    """The claims of an audit in its order, and interest: on payments that came late, and on refunds where asked for."""

    claims: tuple[Claim, ...]
    late: tuple[Late, ...]
    refunds: tuple[Refund, ...]

    @property
    def late_interest(self) -> Decimal:
        """Interest on all payments that came late, in złote."""
        return to_decimal(sum(late.interest.grosze for late in self.late))

    @property
    def refund_interest(self) -> Decimal:
        """Interest on all refunds, in złote."""
        return to_decimal(sum(refund.interest.grosze for refund in self.refunds))


def claims(
    audit: Audit,
    *,
    refund_since: date | None = None,
    refund_until: date | None = None,
    rates: Mapping[date, Decimal] | None = None,
) -> Claims:
    """Who may claim what after an audit, until when, and with which interest for delay (KC art. 118, 481 § 2).

    Interest on a refund runs only once it was demanded, which no charge says: it is worked out where the first and the
    last day of delay are given, both inclusive, and never for days before the claim. ``rates`` are yearly percents from
    a day on, as `interest` has them.

    InputError where interest is to be worked out for a day of which the library knows no rate and none is given, or
    its days are out of order, and where a last day of payment matters and the extra ``notes`` is missing; ValueError
    where only one of them is given.
    """
    if (refund_since is None) != (refund_until is None):
        raise ValueError("interest on refunds needs both its days")
    payments_known = any(charge.paid for checked in audit for charge in checked.charged)
    refunds = []
    if refund_since and refund_until and refund_until < refund_since:
        raise InputError([problem("refund_days_out_of_order", "refund_until", refund_until, start=refund_since)])
    if refund_since and refund_until:
        refunds = [
            Refund(
                checked,
                interest(
                    checked.difference,
                    max(refund_since, claim_of(checked).start),
                    refund_until,
                    rates,
                    law=audit.whole_law,
                ),
            )
            for checked in audit.wrong
            if checked.difference_grosze > 0 and _paid(checked, payments_known) is not False
        ]
    return Claims(
        tuple(claim_of(checked, payments_known=payments_known) for checked in audit.wrong if checked.difference_grosze),
        tuple(late for checked in audit for late in _late(checked, rates, audit.whole_law)),
        tuple(refunds),
    )


def claim_of(checked: Checked, *, payments_known: bool = False) -> Claim:
    """The claim that a wrong charge gives rise to; ``payments_known``: whether any charge has a day of payment."""
    by_gmina = checked.difference_grosze > 0
    start, day, basis = _enforceable(checked, by_gmina=by_gmina)
    amount = abs(checked.difference_grosze)
    by: Literal["gmina", "powiat"] = "gmina" if by_gmina else "powiat"
    return Claim(checked, by, amount, start, day, basis, limitation(start), _paid(checked, payments_known))


def _paid(checked: Checked, payments_known: bool) -> bool | None:
    """Whether all that was charged was paid; None where no charge of the audit says anything about payment."""
    return all(charge.paid for charge in checked.charged if charge.amount > 0) if payments_known else None


def _enforceable(checked: Checked, *, by_gmina: bool) -> tuple[date, date, Basis]:
    """The day after the first of the named days that a charge has, and that day; of several charges the latest one.

    The latest is taken so that no claim is cut short. That a claim can be enforced from then on is inferred (KC
    art. 120 § 1, 455).
    """
    names: tuple[Basis, ...] = ("paid", "due", "issued") if by_gmina else ("due", "issued")
    known: list[tuple[date, date, Basis]] = []
    for charge in checked.charged:
        written = next(((day, name) for name in names if (day := getattr(charge, name))), None)
        if written:
            day, name = written
            known.append(((moved_day(day) if name == "due" else day) + _DAY, day, name))
    end = checked.last.end
    return max(known, default=(end + _DAY, end, "month"))


def _late(checked: Checked, rates: Mapping[date, Decimal] | None, law: Law) -> Iterator[Late]:
    """The owed part of each charge paid late: in all no more than was due, counted from what was paid first."""
    left = checked.due_grosze
    in_order = sorted(
        checked.charged, key=lambda charge: (charge.paid or date.max, charge.due or date.max, charge.nota or "")
    )
    for charge in in_order:
        owed = min(to_grosze(charge.amount), left)
        if owed <= 0:
            continue
        left -= owed
        # A payment by the day as written is in time, and needs no calendar.
        if charge.due and charge.paid and charge.paid > charge.due and charge.paid > (last := moved_day(charge.due)):
            yield Late(charge, owed, interest(to_decimal(owed), last + _DAY, charge.paid, rates, law=law))
