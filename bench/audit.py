"""What an audit finds of planted errors, kind by kind, and how long it takes for the whole country.

python bench/audit.py             what is found of errors planted into drawn series
python bench/audit.py --country   72 000 children × 24 months in one run, with time and memory
"""

import random
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date

import powiat

from piecza import Case
from piecza.audit import Audit, PastCharge, audit
from piecza.dates import Month
from piecza.law.law_in_force import shipped_law
from piecza.rule.case_charges import Work
from piecza.testing import ChargedSeries, plant, right_series
from piecza.testing.planting import PLANTED_KINDS, PlantedKind

FIRST, LAST = Month(2023, 7), Month(2025, 6)
SERIES = 400
CHILDREN = 72_000
POWIATS = 380
WRONG = 0.01
# Of ten powiats, three read the Act otherwise.
READINGS: list[dict[str, str]] = [{}] * 7 + [
    {"year_boundary": "kc112", "rounding": "line"},
    {"mid_month": "first_day"},
    {"divisor": "thirty"},
]


def drawn(draw: random.Random, facts: bool) -> Case:
    """A case of three children, their costs given or worked out."""
    document = powiat.case(3, draw.randrange(1 << 30), date(2011, 6, 1), date(2025, 3, 1))
    for child in document["children"]:
        if draw.random() < 0.2:
            child["exemptions"] = [{"ground": "unknown_parents", "start": None, "end": None}]
        if draw.random() < 0.3:
            _ended(child, draw)
    if facts:
        document = powiat.by_facts(document, 2025)
    return Case.model_validate(document)


def _ended(child: dict[str, object], draw: random.Random) -> None:
    """The last stay of a child ends within the months asked for, if its last placement began before."""
    stays = child["stays"]
    assert isinstance(stays, list)
    last = stays[-1]["placements"][-1]
    end = date(draw.choice((2023, 2024)), draw.randrange(9, 12), draw.randrange(1, 28)).isoformat()
    if last["start"] < end and not stays[-1]["expenses"] and last["end"] is None:
        last["end"] = end
        last["monthly_cost"] = [cost for cost in last["monthly_cost"] if cost["start"] <= end]


def planted(kind: PlantedKind, draw: random.Random) -> Iterator[ChargedSeries]:
    """Series, each with one error of a kind that changes something."""
    while True:
        case = drawn(draw, facts=draw.random() < 0.3)
        series = plant(right_series(case, FIRST, LAST), kind, draw.choice)
        if series:
            yield series


def tell(kind: PlantedKind, draw: random.Random) -> None:
    """Print what an audit finds of errors of one kind."""
    seen: Counter[str] = Counter()
    beside: Counter[str] = Counter()
    for _, series in zip(range(SERIES), planted(kind, draw), strict=False):
        rows = [row for row in series.charged if row.amount]
        audited = audit(series.case, rows, FIRST, LAST)
        keys = {(error.child, error.gmina[:6], error.month) for error in series.planted}
        for checked in audited:
            is_planted = (checked.child, checked.gmina[:6], checked.first) in keys
            if not is_planted and checked.finding.code != "correct":
                seen["called wrong"] += bool(checked.charged)
            if not is_planted:
                continue
            seen["planted"] += 1
            codes = list(dict.fromkeys(finding.code for finding in checked.findings))
            figures = any(finding.evidence for finding in checked.findings) or codes[0] == "not_charged"
            seen["explained"] += figures
            seen["named"] += kind in codes
            seen["first"] += codes[0] == kind
            if kind in codes and len(codes) > 1:
                seen["alike"] += 1
                beside.update(code for code in codes if code != kind)
    whole = seen["planted"]
    shares = [f"{seen[name] / whole:7.1%}" for name in ("explained", "named", "first", "alike")]
    others = ", ".join(f"{code} {count / whole:.1%}" for code, count in beside.most_common(3))
    print(f"{kind:16} {whole:7} {' '.join(shares)} {seen['called wrong']:6}   {others}", flush=True)


def country() -> None:
    """The whole country in one run."""
    document = powiat.case(CHILDREN, 1, date(2016, 1, 1), date(2024, 12, 1))
    case = Case.model_validate(document)
    del document
    draw = random.Random(3)
    rows = list(_charged(case, draw))
    print(f"{len(case.children)} children, {len(rows)} charges of {POWIATS} powiats; {_memory()} MB before the audit")
    began = time.perf_counter()
    audited = audit(case, rows)
    print(
        f"audit: {time.perf_counter() - began:.0f} s, {_memory()} MB; {len(audited.wrong)} of {len(audited)} are wrong"
    )
    _tell_country(audited)


def _tell_country(audited: Audit) -> None:
    print(Counter(checked.finding.code for checked in audited.wrong).most_common())
    sets = Counter(
        ", ".join(f"{n} = {o}" for n, o in series.changes.items()) or "as audited" for series in audited.series
    )
    print(sets.most_common(6))


def _charged(case: Case, draw: random.Random) -> Iterator[PastCharge]:
    """What the powiats charged: three of ten by other readings, and one charge of a hundred wrong."""
    for number, options in enumerate(READINGS):
        places = [index for index in range(CHILDREN) if index * POWIATS // CHILDREN % len(READINGS) == number]
        powiats_case = case.with_readings(**options) if options else case
        for index, charges in Work(powiats_case, FIRST, LAST, shipped_law(), places):
            issuer = f"PCPR {index * POWIATS // CHILDREN}"
            for charge in charges:
                amount = charge.amount
                if draw.random() < WRONG:
                    amount = draw.choice((amount * 3, amount * 2, charge.base, charge.amount + 1, charge.base / 2))
                    amount = amount.quantize(charge.amount)
                if amount:
                    yield PastCharge(
                        child=charge.child,
                        gmina=charge.gmina,
                        first=charge.month,
                        amount=amount,
                        issuer=issuer,
                        nota="1",
                    )


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    if sys.argv[1:] == ["--country"]:
        country()
    else:
        print("kind             planted explained named first alike  called wrong   explained as well by")
        for kind in PLANTED_KINDS:
            tell(kind, random.Random(kind))
