"""The agreement (*porozumienie*) of a powiat with its gminas: parties, readings, when noty are due, how numbered.

It is kept as TOML (`piecza.agreement/1`): one file for every gmina, or one for all in which a gmina says what it has
otherwise.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, TypeVar

from pydantic import AfterValidator, Field, ValidationError

from piecza.case.documents import fields_of, problems_of
from piecza.dates import Month
from piecza.dues.due_days import Origin
from piecza.errors.problems import InputError, Problem, problem
from piecza.errors.shown import shown
from piecza.law.budget_classification import Classification
from piecza.law.law_in_force import Law, shipped_law
from piecza.model import Day, GminaCode, Model, is_city, refuse
from piecza.notes.numbering import NumberPattern, number_of
from piecza.readings import Readings

_NIP_WEIGHTS = (6, 5, 7, 2, 3, 4, 5, 6, 7)


def _nip(text: str) -> str:
    digits = re.sub(r"[\s-]", "", text.upper()).removeprefix("PL")
    if re.fullmatch("[0-9]{10}", digits) is None:
        raise refuse("nip_format")
    if sum(weight * int(digit) for weight, digit in zip(_NIP_WEIGHTS, digits, strict=False)) % 11 != int(digits[9]):
        raise refuse("nip_checksum")
    return text.strip()


def _account(text: str) -> str:
    digits = re.sub(r"\s", "", text.upper()).removeprefix("PL")
    if re.fullmatch("[0-9]{26}", digits) is None:
        raise refuse("account_format")
    if int(f"{digits[2:]}2521{digits[:2]}") % 97 != 1:  # IBAN: PL is 2521
        raise refuse("account_checksum")
    return text.strip()


def _due_days(days: int) -> int:
    if not 0 <= days <= 366:
        raise refuse("due_days")
    return days


def _said(text: str) -> str:
    if not text.strip():
        raise refuse("text_empty")
    return text.strip()


Said = Annotated[str, AfterValidator(_said)]
"""A text that says something."""

Nip = Annotated[str, AfterValidator(_nip)]
Account = Annotated[str, AfterValidator(_account)]


class Unit(Model):
    """The unit that acts for a party: the PCPR, the OPS."""

    name: Said
    address: Said


class Powiat(Model):
    """Who issues noty: the powiat, its PCPR, and the account to pay to."""

    name: Said
    address: Said
    nip: Nip | None = None
    regon: Said | None = None
    place: Said
    account: Account | None = None
    pcpr: Unit | None = None


class Recipient(Model):
    """Whom a nota is for: the gmina with its code, and its OPS."""

    code: GminaCode
    name: Said
    address: Said
    nip: Nip | None = None
    ops: Unit | None = None


Style = Literal["groszy", "fraction"]
"""``… złotych sześćdziesiąt siedem groszy``, or ``… złotych 67/100``."""


class Terms(Model):
    """When noty are due, how they are numbered, and how their sums are grouped and written.

    ``due_days`` count from the nota's ``receipt`` or its ``issue``. Patterns hold ``{nr}`` – the caller's counter – and
    may hold ``{symbol}``, ``{mm}`` and ``{rrrr}``, the month and year charged. ``classification`` names what differs
    from the statutory one.
    """

    due_days: Annotated[int, AfterValidator(_due_days)] = 14
    due_from: Origin = "receipt"
    number: NumberPattern = "{nr}/{symbol}/{mm}/{rrrr}"
    correction_number: NumberPattern = "{nr}/{symbol}/K/{mm}/{rrrr}"
    symbol: Said = "PZ"
    in_words: Style = "groszy"
    classification: Classification = Field(default_factory=Classification)

    def numbered(self, nr: int, month: Month, *, correction: bool = False) -> str:
        """The number of a nota."""
        pattern = self.correction_number if correction else self.number
        return number_of(pattern, nr, self.symbol, month)

    def classified(self, month: Month, law: Law) -> Classification:
        """The classification of a month: the statutory one, with what the agreement names otherwise."""
        return _with(law.classifications.of(month), self.classification)


class Concluded(Model):
    """The number and day of the civil-law agreement itself, where there is one."""

    number: Said
    day: Day


class GminaTerms(Recipient):
    """A gmina of an agreement: who it is, and what it has otherwise than the others."""

    agreement: Concluded | None = None
    terms: Terms = Field(default_factory=Terms)
    readings: Readings = Field(default_factory=Readings)


class Agreement(Model):
    """What a powiat and its gminas have agreed, or go by; ``law`` names the folder of a law of their own."""

    schema_: Annotated[Literal["piecza.agreement/1"], Field(alias="schema")] = "piecza.agreement/1"
    law: Said | None = None
    powiat: Powiat
    terms: Terms = Field(default_factory=Terms)
    readings: Readings = Field(default_factory=Readings)
    gmina: Annotated[tuple[GminaTerms, ...], Field(min_length=1)]

    def law_given(self, law: Law | None) -> Law:
        """The law to go by, that of the library where none is given. InputError where the agreement names another."""
        if law is None and self.law:
            raise InputError([problem("own_law_not_given", "law", folder=self.law)])
        return law or shipped_law()

    def settles_with(self, code: str) -> bool:
        """Whether there is a share to settle: not with a city that is its own powiat, unless it is named."""
        return not is_city(code) or self.of(code) is not None

    def of(self, code: str) -> GminaTerms | None:
        """The gmina of a TERC code, by its first six digits, with the terms and readings that hold for it."""
        for gmina in self.gmina:
            if gmina.code[:6] == code[:6]:
                terms = _with(self.terms, gmina.terms)
                chosen = _with(self.terms.classification, gmina.terms.classification)
                readings = _with(self.readings, gmina.readings)
                return _replaced(gmina, terms=_replaced(terms, classification=chosen), readings=readings)
        return None


M = TypeVar("M", bound=Model)


def _with(general: M, own: M) -> M:
    """A part of an agreement, overridden by what another part says."""
    return _replaced(general, **{name: getattr(own, name) for name in own.model_fields_set})


def _replaced(part: M, **values: Any) -> M:
    return part.model_copy(update=values)


def read_agreement(text: str | bytes) -> Agreement:
    """The agreement of a TOML text `piecza.agreement/1`. InputError with all that is wrong with it."""
    try:
        text = text.decode() if isinstance(text, bytes) else text
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except UnicodeDecodeError as error:
        raise InputError([problem("encoding", position=error.start)]) from None
    except (ValueError, RecursionError) as error:  # no TOML, or more digits or depth than Python reads
        raise InputError([problem("not_toml", reason=shown(str(error)) or "…")]) from None
    try:
        agreement = Agreement.model_validate(data)
    except ValidationError as error:
        raise InputError(problems_of(error, _FIELDS)) from None
    wrong = list(_flaws(agreement))
    if wrong:
        raise InputError(wrong)
    return agreement


def joined(agreements: Sequence[Agreement]) -> Agreement:
    """One agreement of several of one powiat, each gmina with what holds for it. InputError where they disagree."""
    if len(agreements) == 1:
        return agreements[0]
    first = agreements[0]
    if any(agreement.powiat != first.powiat for agreement in agreements):
        raise InputError([problem("powiat_differs", "powiat")])
    for agreement in agreements:
        if agreement.law != first.law:
            names = {"first": first.law or "–", "other": agreement.law or "–"}
            raise InputError([problem("own_law_two_folders", "law", **names)])
    gminas = [own for agreement in agreements for gmina in agreement.gmina if (own := agreement.of(gmina.code))]
    whole = _replaced(first, gmina=tuple(gminas), readings=Readings(), terms=Terms())
    wrong = list(_flaws(whole))
    if wrong:
        raise InputError(wrong)
    return whole


_FIELDS = fields_of(Agreement, Powiat, Unit, GminaTerms, Terms, Classification, Concluded)


def _flaws(agreement: Agreement) -> Iterator[Problem]:
    """A problem for each gmina that is listed twice."""
    seen: dict[str, str] = {}
    for index, gmina in enumerate(agreement.gmina):
        path = f"gmina[{index}].code"
        first = seen.setdefault(gmina.code[:6], path)
        if first != path:
            yield problem("gmina_twice", path, gmina.code, first=first)
