"""The sentences of errors and notices about what costs are worked out from, in Polish and English."""

from piecza.language.text import Text

COST_TEXTS: dict[str, dict[str, Text]] = {
    "shape": {
        "unknown_benefit": Text(
            pl="Nieznane świadczenie{hint}; dozwolone: {options}.",
            en="Unknown benefit{hint}; allowed: {options}.",
        ),
        "unknown_monthly_cost_from": Text(
            pl="Nie wiadomo, z czego wyliczyć koszt miesięczny{hint}; dozwolone: {options}.",
            en="Unknown source of a monthly cost{hint}; allowed: {options}.",
        ),
        "outside_base": Text(
            pl="Gmina tego nie współfinansuje ({basis}; {certainty}): {reason}.",
            en="The gmina does not share this ({basis}; {certainty}): {reason}.",
        ),
        "announcement_day_missing": Text(
            pl="Ogłoszenie potrzebuje dnia publikacji („published”) albo dnia, od którego obowiązuje („effective”).",
            en="An announcement needs its day of publication (“published”) or the day it takes effect (“effective”).",
        ),
    },
    "meaning": {
        "monthly_cost_twice": Text(
            pl="Koszt miesięczny jest podany („monthly_cost”) i zarazem ma być wyliczony („monthly_cost_from”); zostaw "
            "jedno.",
            en="The monthly cost is given (“monthly_cost”) and to be worked out (“monthly_cost_from”) as well; keep "
            "one.",
        ),
        "form_without_rates": Text(
            pl="Forma „{form}” nie ma stawek ustawowych (art. 80 i 81); placówkę wylicza się z ogłoszeń "
            "(„announcements”).",
            en="The form “{form}” has no statutory rates (art. 80 and 81); a facility goes by announcements "
            "(“announcements”).",
        ),
        "form_without_announcements": Text(
            pl="Forma „{form}” nie ma ogłaszanych średnich wydatków (art. 196); rodzinę wylicza się ze stawek "
            "(„rates”).",
            en="The form “{form}” has no announced averages (art. 196); a family goes by the rates (“rates”).",
        ),
        "facility_missing": Text(
            pl="Żeby wyliczyć koszt z ogłoszeń, trzeba nazwać placówkę („facility”).",
            en="To work the cost out from announcements the facility must be named (“facility”).",
        ),
        "place_of_other_form": Text(
            pl="Przy formie „{form}” tego pola się nie podaje: „family” nazywa rodzinę, „facility” placówkę.",
            en="This field does not go with the form “{form}”: “family” names a family, “facility” a facility.",
        ),
        "supplements_without_rates": Text(
            pl="Dodatki liczą się tylko przy koszcie wyliczanym ze stawek („monthly_cost_from”: „rates”).",
            en="Supplements count only where the cost is worked out from the rates (“monthly_cost_from”: “rates”).",
        ),
        "supplement_outside_placement": Text(
            pl="Dodatek leży poza umieszczeniem ({start} – {end}).",
            en="The supplement lies outside its placement ({start} – {end}).",
        ),
        "supplements_overlap": Text(
            pl="Ten sam dodatek („{benefit}”) przypada na te same dni dwa razy (pierwszy raz: {first}).",
            en="The same supplement ({benefit}) falls on the same days twice (first at {first}).",
        ),
        "announcement_effective_early": Text(
            pl="Ogłoszenie nie może obowiązywać przed dniem swojej publikacji ({published}).",
            en="An announcement cannot take effect before the day of its publication ({published}).",
        ),
        "announcement_repealed_early": Text(
            pl="Ogłoszenie nie może być uchylone, zanim powstało ({start}).",
            en="An announcement cannot be repealed before there is one ({start}).",
        ),
        "announcements_same_day": Text(
            pl="Dwa ogłoszenia tej placówki obowiązują od tego samego dnia ({day}; pierwsze: {first}). Jeśli jedno "
            "uchylono, podaj dzień uchylenia („repealed”).",
            en="Two announcements of this facility take effect on the same day ({day}; the first: {first}). If one was "
            "repealed, give the day (“repealed”).",
        ),
        "powiat_rates_overlap": Text(
            pl="Powiat ma na te same dni dwie kwoty tego świadczenia (pierwsza: {first}).",
            en="The powiat has two amounts of this benefit for the same days (the first: {first}).",
        ),
        "family_unknown": Text(
            pl="W żadnym umieszczeniu nie ma takiej rodziny („family”).",
            en="No placement is in such a family (“family”).",
        ),
        "family_cost_of_facility": Text(
            pl="To jest placówka, a ta nie ma własnych kosztów: płaci się średnie wydatki (art. 191 ust. 10, art. "
            "196).",
            en="This is a facility, which has no costs of its own: its average is charged (art. 191 ust. 10, art. "
            "196).",
        ),
        "family_cost_without_children": Text(
            pl="Od tego dnia do {end} w rodzinie nie było żadnego dziecka (przy wykładniach transfer_day = "
            "{transfer_day}, leaving_day = {leaving_day}), więc koszt nie przypada na nikogo.",
            en="From this day to {end} no child was in the family (under transfer_day = {transfer_day}, leaving_day = "
            "{leaving_day}), so the cost falls to nobody.",
        ),
        "family_cost_nobody_counted": Text(
            pl="W dniu {day} w rodzinie nie było dziecka, którego dotyczy koszt, a według wykładni {reading} = "
            "{option} liczą się tylko dzieci z tego dnia.",
            en="On {day} no child whom the cost is for was in the family, and under {reading} = {option} only the "
            "children of that day count.",
        ),
        "family_cost_child_unknown": Text(
            pl="Takiego dziecka nie ma w dokumencie.",
            en="There is no such child in the document.",
        ),
        "family_cost_child_doubled": Text(
            pl="To dziecko jest na liście dwa razy.",
            en="This child stands in the list twice.",
        ),
        "family_cost_child_in_facility": Text(
            pl="Od {start} do {end} to dziecko jest w placówce, a nie w tej rodzinie (transfer_day = {transfer_day}, "
            "leaving_day = {leaving_day}); placówka nie ma własnych kosztów (art. 191 ust. 10).",
            en="From {start} to {end} this child is in a facility and not in this family (transfer_day = "
            "{transfer_day}, leaving_day = {leaving_day}); a facility has no costs of its own (art. 191 ust. 10).",
        ),
        "family_cost_child_elsewhere": Text(
            pl="Od {start} do {end} tego dziecka nie ma w tej rodzinie (transfer_day = {transfer_day}, leaving_day = "
            "{leaving_day}).",
            en="From {start} to {end} this child is not in this family (transfer_day = {transfer_day}, leaving_day = "
            "{leaving_day}).",
        ),
        "family_cost_too_early": Text(
            pl="Takim kosztem można obciążyć dopiero za dni od {day} ({basis}).",
            en="Such a cost can be passed on only for days from {day} on ({basis}).",
        ),
    },
    "law": {
        "announcement_missing": Text(
            pl="Od {start} do {end} nie obowiązuje żadne podane ogłoszenie tej placówki; podaj wcześniejsze "
            "(art. 196 ust. 4), a dla nowej placówki średnią dla jej typu (ust. 5).",
            en="From {start} to {end} no announcement that is given for this facility is in force; give the earlier "
            "one (art. 196 ust. 4), or for a new facility the average of its type (ust. 5).",
        ),
    },
    "notice": {
        "rate_below_minimum": Text(
            pl="Od {start} powiat płaci {amount}, a ustawa wymaga co najmniej {minimum} ({basis}).",
            en="From {start} the powiat pays {amount}, while the Act demands at least {minimum} ({basis}).",
        ),
        "rate_not_compared": Text(
            pl="Od {start} przyjęto kwotę powiatu; z minimum ustawowym jej nie porównano, bo nie jest znane: {reason}.",
            en="From {start} the powiat's amount was taken; it was not compared with the statutory minimum, which is "
            "not known: {reason}.",
        ),
        "announcement_out_of_date": Text(
            pl="Od {start} powinno obowiązywać nowsze ogłoszenie (publikuje się je do 31 marca, art. 196 ust. 3); "
            "przyjęto ostatnie podane.",
            en="From {start} a newer announcement should be in force (they are published by 31 March, art. 196 ust. "
            "3); the last one given was taken.",
        ),
        "announcement_day_differs": Text(
            pl="Podano dzień obowiązywania {effective}; z publikacji wynika {rule} (art. 196 ust. 4).",
            en="The day given is {effective}; by its publication it would be {rule} (art. 196 ust. 4).",
        ),
        "family_cost_idle_days": Text(
            pl="Liczba dni tego okresu bez dziecka, którego dotyczy koszt: {days}; cała kwota przypada na pozostałe "
            "dni. Za gotowość nie płaci gmina żadnego dziecka.",
            en="Days of this period without a child whom the cost is for: {days}; the whole amount falls to the "
            "others. Readiness can be charged to nobody's gmina.",
        ),
        "family_cost_of_other_form": Text(
            pl="{basis} nie wymienia takiego kosztu w tej formie pieczy: {form}; mimo to go policzono.",
            en="{basis} does not name such a cost for this form of care: {form}; it was charged nevertheless.",
        ),
        "wages_before_2014_09_19": Text(
            pl="Za dni przed {day} ustawa nie odsyłała gminy do ust. 7; że wynagrodzenie dzieli się tak samo, jest "
            "wnioskiem.",
            en="For days before {day} the Act did not apply ust. 7 to the gmina; that wages are divided the same way "
            "is inferred.",
        ),
        "coordinator_not_chosen": Text(
            pl="Czy gmina płaci za koordynatora, jest sporne; wydatek podano bez wykładni „coordinator”, więc "
            "policzono jego procent jak przy każdym innym.",
            en="Whether the gmina pays for a coordinator is disputed; the expense is given without the reading "
            "“coordinator”, so its percentage is charged as of any other.",
        ),
        "coordinator_too_early": Text(
            pl="Koszt koordynatora jest tu za dni przed {day}, a dopiero od tego dnia ust. 7 go wymienia.",
            en="The cost of a coordinator is here for days before {day}, the first day on which ust. 7 names it.",
        ),
    },
}
"""The codes of costs with their sentences."""
