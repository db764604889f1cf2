"""The sentence of every finding, in Polish and English: what seems to have happened, with its figures.

A kind of finding that has a file has its sentence there; those of the others stand here.
"""

from collections.abc import Callable, Mapping

from piecza.audit.child_month import Facts
from piecza.audit.finding_codes import Code
from piecza.audit.finding_kinds.arithmetic import arithmetic_said, charged_twice_said, rounding_said
from piecza.audit.finding_kinds.exempt import exempt_said
from piecza.audit.finding_kinds.other_band import other_band_said
from piecza.audit.finding_kinds.other_base import other_base_said
from piecza.audit.finding_kinds.other_days import other_days_said
from piecza.audit.finding_kinds.outside_base import outside_base_said
from piecza.audit.finding_kinds.outside_stay import after_leaving_said, before_arrival_said, other_gmina_said
from piecza.dates import Month
from piecza.language.glossary import KINDS
from piecza.language.text import Text, Words, joined
from piecza.language.writing import options, written_month
from piecza.readings import READINGS


def said(code: Code, facts: Facts) -> Text:
    """The sentence of a finding."""
    where = {name: value for name, value in facts.items() if (code, name) != ("other_reading", "readings")}
    return _SAID[code](facts) + _where(where) + "."


def _where(facts: Facts) -> Words:
    """Which child or month it is about, where there are several, and under which other readings it holds."""
    about = []
    if "child" in facts:
        about.append(Text(pl="dziecko {child}", en="child {child}").fill(child=facts["child"]))
    if "month" in facts:
        about.append(written_month(Month.parse(str(facts["month"]))))
    if "readings" in facts:
        readings = options(facts["readings"])
        about.append(Text(pl="przy wykładni {readings}", en="under {readings}").fill(readings=readings))
    return " (" + joined(about) + ")" if about else ""


def _other_reading_said(facts: Facts) -> Text:
    """Under which readings the amount is right."""
    chosen = facts["readings"]
    assert isinstance(chosen, Mapping)
    texts = (READINGS[name].texts[option] + f" ({name} = {option})" for name, option in chosen.items())
    return Text(pl="Kwota jest prawidłowa, gdy przyjąć, że ", en="The amount is right if ") + joined(texts, "; ")


def _no_cost_said(facts: Facts) -> Text:
    """That the register has no cost to judge the charge by."""
    if "kind" not in facts:
        return Text(
            pl="W rejestrze nie ma kosztu za ten czas, więc naliczenia nie można ocenić",
            en="The register has no cost for the time, so the charge cannot be judged",
        )
    return Text(
        pl="W rejestrze nie ma za ten czas takiego kosztu ({kind}), więc naliczenia nie można ocenić",
        en="The register has no such cost for the time ({kind}), so the charge cannot be judged",
    ).fill(kind=KINDS[str(facts["kind"])])


_SAID: dict[Code, Callable[[Facts], Text]] = {
    "correct": lambda _: Text(pl="Naliczono tyle, ile należało", en="Charged as due"),
    "other_reading": _other_reading_said,
    "other_band": other_band_said,
    "other_days": other_days_said,
    "other_base": other_base_said,
    "rounding": rounding_said,
    "arithmetic": arithmetic_said,
    "charged_twice": charged_twice_said,
    "before_arrival": before_arrival_said,
    "after_leaving": after_leaving_said,
    "other_gmina": other_gmina_said,
    "exempt": exempt_said,
    "outside_base": outside_base_said,
    "not_charged": lambda _: Text(pl="Nie naliczono", en="Not charged"),
    "no_cost": _no_cost_said,
    "unexplained": lambda _: Text(
        pl="Żadne znane wyliczenie nie daje tej kwoty",
        en="No calculation that the library knows comes to this amount",
    ),
}
