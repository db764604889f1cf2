"""The document `piecza.case/1`: children in care, the readings, and the facts from which costs are worked out.

A `Case` refuses what is wrong in meaning, all of it at once (see `flaws`).
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Annotated, Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from piecza.case.child import Child
from piecza.case.cost_facts import Announcement, FamilyCost, PowiatRate
from piecza.case.flaws import (
    flaws_of_announcements,
    flaws_of_child,
    flaws_of_family_costs,
    flaws_of_powiat_rates,
    in_order,
)
from piecza.case.same_gmina import CodesOfGmina, flaws_of_same_gmina
from piecza.errors.problems import Problem, problem
from piecza.law.act import art_191
from piecza.model import Model
from piecza.readings import Readings


class Case(Model):
    """The document: children in care, and the readings under which their charges are worked out.

    ``announcements``, ``powiat_rates`` and ``family_costs`` are what costs are worked out from where the children's
    placements do not give them. ``same_gmina`` lists codes that are one gmina.
    """

    schema_: Annotated[Literal["piecza.case/1"], Field(alias="schema")] = "piecza.case/1"
    readings: Readings = Field(default_factory=Readings)
    same_gmina: tuple[CodesOfGmina, ...] = ()
    children: Annotated[tuple[Child, ...], Field(min_length=1)]
    announcements: tuple[Announcement, ...] = ()
    powiat_rates: tuple[PowiatRate, ...] = ()
    family_costs: tuple[FamilyCost, ...] = ()

    @model_validator(mode="after")
    def _means_something(self) -> Self:
        wrong = [
            InitErrorDetails(
                type=PydanticCustomError(flaw.code, f"{flaw.path}: {flaw.message['en']}", {"problem": flaw}),
                input=flaw.value,
            )
            for flaw in flaws(self)
        ]
        if wrong:
            raise ValidationError.from_exception_data("Case", wrong)
        return self

    def with_readings(self, **options: str) -> "Case":
        """This case with some readings chosen otherwise.

        ValidationError where there is no such option, an expense then lies outside its stay, or a family's cost falls
        to nobody.
        """
        parts = {name: getattr(self, name) for name in type(self).model_fields if name not in ("schema_", "readings")}
        return Case(readings=self.readings.choose(**options), **parts)


@dataclass(slots=True)
class CaseParts:
    """A case in the making: the parts that are right so far."""

    readings: Readings
    same_gmina: list[tuple[str, ...]] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    announcements: list[Announcement] = field(default_factory=list)
    powiat_rates: list[PowiatRate] = field(default_factory=list)
    family_costs: list[FamilyCost] = field(default_factory=list)

    def case(self) -> Case:
        """The case of these parts. ValidationError with all that is wrong in their meaning."""
        return Case(
            readings=self.readings,
            same_gmina=tuple(self.same_gmina),
            children=tuple(self.children),
            announcements=tuple(self.announcements),
            powiat_rates=tuple(self.powiat_rates),
            family_costs=tuple(self.family_costs),
        )


def flaws(case: Case | CaseParts) -> Iterator[Problem]:
    """All that is wrong in the meaning of a case that is right in shape, in the order of the document."""
    yield from flaws_of_same_gmina(case.same_gmina)
    seen: dict[str, str] = {}
    count = Counter(child.id for child in case.children)
    for index, child in enumerate(case.children):
        path = f"children[{index}]"
        first = seen.setdefault(child.id, path)
        if first != path:
            yield problem("duplicate_child", f"{path}.id", child.id, first=first)
        wrong = flaws_of_child(child, f"{path}.", case.readings)
        yield from wrong if count[child.id] == 1 else (flaw._replace(child=None) for flaw in wrong)
    yield from flaws_of_announcements(case.announcements)
    yield from flaws_of_powiat_rates(case.powiat_rates)
    if case.family_costs:
        broken = not all(map(in_order, case.children))
        yield from flaws_of_family_costs(case.family_costs, case.children, case.readings, art_191(), broken=broken)
