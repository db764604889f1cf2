"""The words of the field in Polish and English, as the glossary has them."""

from piecza.language.text import Text

FORMS: dict[str, Text] = {
    "related_family": Text(pl="rodzina zastępcza spokrewniona", en="related foster family"),
    "non_professional_family": Text(pl="rodzina zastępcza niezawodowa", en="non-professional foster family"),
    "professional_family": Text(pl="rodzina zastępcza zawodowa", en="professional foster family"),
    "specialist_family": Text(pl="rodzina zastępcza zawodowa specjalistyczna", en="specialist foster family"),
    "emergency_family": Text(pl="pogotowie rodzinne", en="emergency foster family"),
    "family_home": Text(pl="rodzinny dom dziecka", en="family home"),
    "facility": Text(pl="placówka opiekuńczo-wychowawcza", en="care facility"),
    "emergency_facility": Text(pl="placówka typu interwencyjnego", en="emergency facility"),
    "therapeutic_facility": Text(pl="regionalna placówka opiekuńczo-terapeutyczna", en="therapeutic facility"),
    "preadoption_centre": Text(pl="interwencyjny ośrodek preadopcyjny", en="pre-adoption centre"),
}
"""Forms of care."""

KINDS: dict[str, Text] = {
    "monthly_cost": Text(pl="koszt miesięczny", en="monthly cost"),
    "allowance": Text(pl="świadczenie na pokrycie kosztów utrzymania", en="allowance"),
    "supplement": Text(pl="dodatek", en="supplement"),
    "holiday_grant": Text(pl="dofinansowanie wypoczynku", en="holiday grant"),
    "reception_grant": Text(pl="świadczenie na przyjęcie dziecka", en="reception grant"),
    "random_event": Text(pl="świadczenie w związku ze zdarzeniem losowym", en="grant for a random event"),
    "unforeseen": Text(pl="nieprzewidziane koszty rodzinnego domu dziecka", en="unforeseen costs of a family home"),
    "lodging": Text(pl="utrzymanie lokalu", en="lodging"),
    "renovation": Text(pl="remont", en="renovation"),
    "wages": Text(pl="wynagrodzenie z pochodnymi", en="wages with on-costs"),
    "relief_family": Text(pl="rodzina pomocowa", en="relief family"),
    "coordinator": Text(pl="koordynator rodzinnej pieczy zastępczej", en="coordinator"),
    "recovered": Text(pl="odzyskane nienależnie pobrane świadczenie", en="recovered undue benefit"),
}
"""Kinds of costs."""

BENEFITS: dict[str, Text] = {
    "allowance_related": Text(
        pl="świadczenie na dziecko w rodzinie spokrewnionej",
        en="allowance in a related family",
    ),
    "allowance_other": Text(
        pl="świadczenie na dziecko w rodzinie niespokrewnionej lub rodzinnym domu dziecka",
        en="allowance in an unrelated family or a family home",
    ),
    "supplement_disability": Text(
        pl="dodatek z tytułu niepełnosprawności",
        en="supplement for a disability",
    ),
    "supplement_minor_offender": Text(pl="dodatek na nieletniego", en="supplement for a minor offender"),
    "minimum_wage_professional": Text(
        pl="wynagrodzenie rodziny zawodowej, co najmniej",
        en="wage of a professional family, at least",
    ),
    "minimum_wage_emergency": Text(
        pl="wynagrodzenie pogotowia rodzinnego, co najmniej",
        en="wage of an emergency family, at least",
    ),
}
"""Benefits with a statutory amount."""

CERTAINTY: dict[str, Text] = {
    "read": Text(pl="odczytane", en="read"),
    "known": Text(pl="wiedza ogólna", en="known"),
    "inferred": Text(pl="wniosek", en="inferred"),
    "weak": Text(pl="słabe źródło", en="weak source"),
    "given": Text(pl="podane", en="given"),
}
"""How sure a value is, in words."""

EXEMPT: dict[str, Text] = {
    "placed_before_2012": Text(
        pl="dziecko umieszczono w pieczy po raz pierwszy przed 01.01.2012",
        en="the child was first placed before 1 January 2012",
    ),
    "left_after_birth": Text(
        pl="dziecko pozostawiono bezpośrednio po urodzeniu",
        en="the child was left directly after birth",
    ),
    "unknown_parents": Text(pl="tożsamość rodziców jest nieznana", en="the parents' identity is unknown"),
    "no_residence_in_poland": Text(
        pl="dziecko nie ma miejsca zamieszkania w Polsce",
        en="the child has no place of residence in Poland",
    ),
    "foreign_court": Text(
        pl="dziecko umieszczono na podstawie orzeczenia sądu zagranicznego",
        en="the child was placed on a foreign court's order",
    ),
    "foreign_minor": Text(
        pl="dziecko jest małoletnim cudzoziemcem niewymienionym w art. 5 ust. 1 pkt 2–4",
        en="the child is a foreign minor not listed in art. 5 ust. 1 pkt 2–4",
    ),
    "state_financed": Text(
        pl="pobyt dziecka finansuje budżet państwa",
        en="the state budget bears the cost of the child's stay",
    ),
    "emergency_care": Text(
        pl="dziecko jest w pogotowiu rodzinnym albo placówce interwencyjnej",
        en="the child is in emergency care",
    ),
    "coordinator": Text(
        pl="katalog wydatków na dziecko nie wymienia koordynatora",
        en="the list of what is spent on a child does not name a coordinator",
    ),
    "emergency_family": Text(pl="dziecko jest w pogotowiu rodzinnym", en="the child is in an emergency family"),
    "emergency_facility": Text(
        pl="dziecko jest w placówce typu interwencyjnego",
        en="the child is in an emergency facility",
    ),
}
"""Why a gmina does not pay."""

WITHOUT_NOTA: dict[str, Text] = {
    "nothing_due": Text(pl="bez noty: nic do zapłaty", en="no nota: nothing due"),
    "city": Text(
        pl="bez noty, poza sumą: miasto na prawach powiatu",
        en="no nota, not in the total: a city with powiat rights",
    ),
}
"""Why a gmina has no nota for a month."""

CHANGES: dict[str, Text] = {
    "new": Text(pl="przybyło", en="new"),
    "left": Text(pl="odeszło", en="left"),
    "moved": Text(pl="przeniesione", en="moved"),
    "band": Text(pl="inny próg", en="another band"),
    "amount": Text(pl="inna kwota", en="another amount"),
}
"""What changed for a child since the month before."""

ENDED_BY: dict[str, Text] = {
    "return_home": Text(pl="powrót do domu", en="return home"),
    "adoption": Text(pl="przysposobienie", en="adoption"),
    "adulthood": Text(pl="pełnoletność", en="adulthood"),
    "death": Text(pl="śmierć", en="death"),
    "other": Text(pl="inaczej", en="otherwise"),
}
"""How a stay ended."""

COSTS_FROM: dict[str, Text] = {
    "rates": Text(pl="ze stawek", en="from the rates"),
    "announcements": Text(pl="z ogłoszeń placówki", en="from the facility’s announcements"),
}
"""What a monthly cost is worked out from that the case does not give."""
