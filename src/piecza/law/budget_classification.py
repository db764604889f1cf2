"""The budget classification as dated data: the chapter under which the share of each form of care is booked."""

from datetime import date
from functools import cache

from pydantic import Field

from piecza.dates import Month
from piecza.law.dated import Entry, shipped
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


class _Version(Entry):
    section: str
    families: str
    preadoption_centres: str | None = None
    facilities: str
    paragraph: str


class _Classifications(Model):
    id: str
    sha256: str
    verified_on: date
    classifications: tuple[_Version, ...] = Field(min_length=1)


@cache
def _classifications() -> _Classifications:
    return shipped("budget_classification.toml", _Classifications)


def classification(month: Month) -> Classification:
    """The classification of a month. Before 2012 there was no share to book, and none is named."""
    known = [version for version in _classifications().classifications if version.since <= month.start]
    names = set(Classification.model_fields)
    return Classification(**known[-1].model_dump(include=names)) if known else Classification()
