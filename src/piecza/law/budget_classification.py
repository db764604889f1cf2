"""The budget classification as dated data: the chapter under which the share of each form of care is booked."""

from functools import cache, cached_property

from pydantic import Field

from piecza.dates import Month
from piecza.law.dated import DatedLaw, Entry, shipped
from piecza.law.held import Held, in_order, of_entries, on, overlaid
from piecza.model import Model


class Classification(Model):
    """Section (*dział*), chapters (*rozdział*) by form of care, and paragraph (*paragraf*); None: none is named."""

    section: str | None = None
    families: str | None = None
    preadoption_centres: str | None = None
    facilities: str | None = None
    paragraph: str | None = None

    def chapter(self, form: str) -> str | None:
        """The chapter of a form of care."""
        match form:
            case "preadoption_centre":
                return self.preadoption_centres
            case "facility" | "emergency_facility" | "therapeutic_facility":
                return self.facilities
            case _:
                return self.families


class DatedClassification(Entry):
    """The classification from a day until the next one."""

    section: str
    families: str
    preadoption_centres: str | None = None
    facilities: str
    paragraph: str

    @property
    def worth(self) -> str:
        """Section, chapters and paragraph."""
        chapters = [self.families, *filter(None, [self.preadoption_centres]), self.facilities]
        return f"{self.section}, {', '.join(chapters)}, § {self.paragraph}"


class Classifications(DatedLaw):
    """The classifications that the library knows, and ``own``: those that the caller adds, in order of time."""

    classifications: tuple[DatedClassification, ...] = Field(min_length=1)
    own: tuple[DatedClassification, ...] = ()

    @cached_property
    def history(self) -> tuple[Held[DatedClassification], ...]:
        """The classification of every day since the Act."""
        return tuple(overlaid(self.shipped_days, self.own_days))

    @property
    def shipped_days(self) -> list[Held[DatedClassification]]:
        """What the library knows."""
        return in_order([(version.since, version) for version in self.classifications])

    @property
    def own_days(self) -> list[Held[DatedClassification]]:
        """What the caller adds, with the days of each."""
        return of_entries(self.own)

    def of(self, month: Month) -> Classification:
        """The classification of a month. Before 2012 there was no share to book, and none is named."""
        known = on(self.history, month.start)
        names = set(Classification.model_fields)
        return Classification(**known.model_dump(include=names)) if known else Classification()


@cache
def budget_classifications() -> Classifications:
    """The budget classification as shipped with the library, loaded once."""
    return shipped("budget_classification.toml", Classifications)
