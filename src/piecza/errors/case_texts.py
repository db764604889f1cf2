"""The sentences of errors and notices about a case, in Polish and English."""

from piecza.language.text import Text

CASE_TEXTS: dict[str, dict[str, Text]] = {
    "document": {
        "file_not_found": Text(
            pl="Nie ma takiego pliku.",
            en="There is no such file.",
        ),
        "file_unreadable": Text(
            pl="Pliku nie można odczytać ({reason}).",
            en="The file cannot be read ({reason}).",
        ),
        "encoding": Text(
            pl="Tekst nie jest zapisany w UTF-8 (bajt {position}).",
            en="The text is not UTF-8 (byte {position}).",
        ),
        "not_json": Text(
            pl="To nie jest poprawny JSON (wiersz {line}, kolumna {column}).",
            en="This is not valid JSON (line {line}, column {column}).",
        ),
        "not_json_number": Text(
            pl="{constant} nie jest liczbą JSON.",
            en="{constant} is not a JSON number.",
        ),
        "half_character": Text(
            pl="Tekst zawiera połówkę znaku (niesparowany surogat Unicode).",
            en="The text holds half a character (a lone Unicode surrogate).",
        ),
        "too_deep": Text(
            pl="JSON jest zagnieżdżony zbyt głęboko.",
            en="The JSON is nested too deeply.",
        ),
        "duplicate_key": Text(
            pl="Klucz „{key}” stoi dwa razy w jednym obiekcie.",
            en="The key “{key}” stands twice in one object.",
        ),
    },
    "shape": {
        "month_invalid": Text(
            pl="To nie jest miesiąc RRRR-MM od 1990-01 do 2099-12.",
            en="This is not a month YYYY-MM from 1990-01 to 2099-12.",
        ),
        "months_out_of_order": Text(
            pl="Pierwszy miesiąc ({first}) jest późniejszy niż ostatni ({last}).",
            en="The first month ({first}) is later than the last ({last}).",
        ),
        "missing_field": Text(
            pl="Brakuje wymaganego pola.",
            en="A required field is missing.",
        ),
        "unknown_field": Text(
            pl="Tego pola kontrakt nie zna{hint}.",
            en="The contract does not know this field{hint}.",
        ),
        "wrong_type": Text(
            pl="Zły typ: oczekiwano {expected}.",
            en="Wrong type: expected {expected}.",
        ),
        "empty_list": Text(
            pl="Ta lista nie może być pusta.",
            en="This list must not be empty.",
        ),
        "unknown_schema": Text(
            pl="Nieznany rodzaj dokumentu: oczekiwano {options}.",
            en="Unknown document: expected {options}.",
        ),
        "unknown_word": Text(
            pl="Tu może stać tylko: {options}{hint}.",
            en="What may stand here: {options}{hint}.",
        ),
        "unknown_form": Text(
            pl="Nieznana forma pieczy{hint}; dozwolone: {options}.",
            en="Unknown form of care{hint}; allowed: {options}.",
        ),
        "unknown_kind": Text(
            pl="Nieznany rodzaj wydatku{hint}; dozwolone: {options}.",
            en="Unknown kind of expense{hint}; allowed: {options}.",
        ),
        "unknown_ground": Text(
            pl="Nieznana podstawa zwolnienia{hint}; dozwolone: {options}.",
            en="Unknown ground of exemption{hint}; allowed: {options}.",
        ),
        "unknown_ended_by": Text(
            pl="Nieznany powód zakończenia pobytu{hint}; dozwolone: {options}.",
            en="Unknown end of a stay{hint}; allowed: {options}.",
        ),
        "unknown_reading": Text(
            pl="Nie ma takiej wykładni{hint}; są: {options}.",
            en="There is no such reading{hint}; there are: {options}.",
        ),
        "unknown_option": Text(
            pl="Ta wykładnia nie ma takiej opcji{hint}; dozwolone: {options}.",
            en="This reading has no such option{hint}; allowed: {options}.",
        ),
        "basis_missing": Text(
            pl="Podstawa zwolnienia „state_financed” potrzebuje przepisu („basis”), z którego wynika, że koszt ponosi "
            "budżet państwa.",
            en="The ground “state_financed” needs the provision (“basis”) by which the state budget bears the cost.",
        ),
        "basis_empty": Text(
            pl="Przepis („basis”) nie może być pusty.",
            en="The provision (“basis”) must not be blank.",
        ),
        "basis_of_other_ground": Text(
            pl="Przepis („basis”) podaje się tylko przy podstawie „state_financed”; pozostałe mają własny przepis.",
            en="The provision (“basis”) is given with the ground “state_financed” only; the others have one of their "
            "own.",
        ),
        "basis_pesel": Text(
            pl="W przepisie („basis”) stoi jedenaście cyfr, które wyglądają na PESEL; podaj sam przepis.",
            en="The provision (“basis”) holds eleven digits that look like a PESEL; give the provision alone.",
        ),
        "id_empty": Text(
            pl="Identyfikator nie może być pusty.",
            en="An identifier must not be empty.",
        ),
        "id_pesel": Text(
            pl="Identyfikator z jedenastu cyfr wygląda na PESEL; podaj własny, nieosobowy identyfikator.",
            en="An identifier of eleven digits looks like a PESEL; give one of your own that names nobody.",
        ),
        "gmina_code": Text(
            pl="Kod TERC gminy to dokładnie 7 cyfr (z zerem na początku, gdy województwo ma numer 02–08).",
            en="The TERC code of a gmina is exactly 7 digits (with the leading zero of voivodeships 02–08).",
        ),
        "amount_not_text": Text(
            pl='Kwota musi być tekstem w cudzysłowie, np. "1002.00".',
            en='An amount must be text in quotation marks, such as "1002.00".',
        ),
        "amount_format": Text(
            pl='Kwota musi mieć postać "1002.00": cyfry, kropka i najwyżej dwa miejsca, bez odstępów i przecinka.',
            en='An amount must look like "1002.00": digits, a point and at most two places, no blanks or commas.',
        ),
        "amount_out_of_range": Text(
            pl="Kwota jest większa niż 99999999.99.",
            en="The amount is greater than 99999999.99.",
        ),
        "amount_negative": Text(
            pl="Kwota nie może być ujemna (ujemne jest tylko „recovered”).",
            en="The amount must not be negative (only “recovered” is).",
        ),
        "recovered_positive": Text(
            pl="Odzyskane świadczenie („recovered”) podaje się ze znakiem minus.",
            en="What was recovered (“recovered”) is given with a minus sign.",
        ),
        "day_format": Text(
            pl="Dzień musi mieć postać RRRR-MM-DD, w cudzysłowie i bez godziny.",
            en="A day must look like YYYY-MM-DD, in quotation marks and without a time.",
        ),
        "day_does_not_exist": Text(
            pl="Nie ma takiego dnia w kalendarzu.",
            en="There is no such day.",
        ),
        "day_out_of_range": Text(
            pl="Dzień musi leżeć między 1990-01-01 a 2099-12-31.",
            en="A day must lie between 1990-01-01 and 2099-12-31.",
        ),
        "expense_day_and_period": Text(
            pl="Wydatek ma albo jeden dzień („day”), albo okres („start” i „end”), nie oba.",
            en="An expense has either one day (“day”) or a period (“start” and “end”), not both.",
        ),
        "expense_day_missing": Text(
            pl="Wydatek potrzebuje dnia („day”) albo okresu („start” i „end”).",
            en="An expense needs a day (“day”) or a period (“start” and “end”).",
        ),
        "expense_period_incomplete": Text(
            pl="Okres wydatku potrzebuje obu dni: „start” i „end”.",
            en="The period of an expense needs both days: “start” and “end”.",
        ),
    },
    "meaning": {
        "same_gmina_doubled": Text(
            pl="Kod tej gminy (pierwsze sześć cyfr) stoi w „same_gmina” dwa razy (pierwszy raz: {first}).",
            en="The code of this gmina (its first six digits) stands in “same_gmina” twice (first at {first}).",
        ),
        "duplicate_child": Text(
            pl="To samo dziecko stoi w dokumencie dwa razy (pierwszy raz: {first}).",
            en="The same child stands in the document twice (first at {first}).",
        ),
        "end_before_start": Text(
            pl="Koniec jest wcześniejszy niż początek ({start}).",
            en="The end is before the start ({start}).",
        ),
        "placements_out_of_order": Text(
            pl="Umieszczenia stoją nie po kolei: poprzednie zaczyna się {previous_start}.",
            en="The placements are out of order: the one before starts on {previous_start}.",
        ),
        "placements_overlap": Text(
            pl="Umieszczenia nachodzą na siebie: poprzednie kończy się {previous_end}.",
            en="The placements overlap: the one before ends on {previous_end}.",
        ),
        "placements_gap": Text(
            pl="Między umieszczeniami jest przerwa: poprzednie kończy się {previous_end}, więc następne zaczyna się "
            "tego dnia albo nazajutrz. Jeśli dziecko nie było wtedy w pieczy, podaj dwa pobyty.",
            en="There is a gap between the placements: the one before ends on {previous_end}, so the next starts on "
            "that day or the day after. If the child was not in care then, give two stays.",
        ),
        "open_placement_not_last": Text(
            pl="Umieszczenie, po którym następuje inne, musi mieć koniec.",
            en="A placement that another one follows must have an end.",
        ),
        "stays_out_of_order": Text(
            pl="Pobyty stoją nie po kolei: poprzedni zaczyna się {previous_start}.",
            en="The stays are out of order: the one before starts on {previous_start}.",
        ),
        "stays_overlap": Text(
            pl="Pobyt musi się zaczynać po ostatnim dniu poprzedniego ({previous_end}).",
            en="A stay must begin after the last day of the one before ({previous_end}).",
        ),
        "open_stay_not_last": Text(
            pl="Pobyt, po którym następuje inny, musi mieć koniec.",
            en="A stay that another one follows must have an end.",
        ),
        "stay_after_death": Text(
            pl="Poprzedni pobyt zakończyła śmierć dziecka; żaden po nim nie następuje.",
            en="The stay before ended with the child's death; none can follow it.",
        ),
        "ended_by_of_open_stay": Text(
            pl="Pobyt trwa (jego ostatnie umieszczenie nie ma końca), więc nie ma powodu zakończenia.",
            en="The stay lasts (its last placement has no end), so nothing has ended it.",
        ),
        "monthly_cost_start_missing": Text(
            pl="Tylko pierwszy wpis kosztu miesięcznego może nie mieć dnia („start”).",
            en="Only the first entry of a monthly cost may leave out its day (“start”).",
        ),
        "monthly_cost_first_start": Text(
            pl="Pierwszy wpis kosztu miesięcznego zaczyna się z umieszczeniem ({start}).",
            en="The first entry of a monthly cost begins with the placement ({start}).",
        ),
        "monthly_cost_doubled": Text(
            pl="Dwa wpisy kosztu miesięcznego zaczynają się tego samego dnia.",
            en="Two entries of a monthly cost begin on the same day.",
        ),
        "monthly_cost_out_of_order": Text(
            pl="Wpisy kosztu miesięcznego stoją nie po kolei: poprzedni zaczyna się {previous_start}.",
            en="The entries of a monthly cost are out of order: the one before starts on {previous_start}.",
        ),
        "monthly_cost_outside_placement": Text(
            pl="Wpis kosztu miesięcznego leży poza umieszczeniem ({start} – {end}).",
            en="The entry of a monthly cost lies outside its placement ({start} – {end}).",
        ),
        "expense_outside_stay": Text(
            pl="Wydatek leży poza dniami pobytu (od {start} do {end}) przy wykładni leaving_day = {leaving_day}.",
            en="The expense lies outside the days of the stay ({start} to {end}) under leaving_day = {leaving_day}.",
        ),
        "expense_in_facility": Text(
            pl="Placówka nie ma własnych wydatków (art. 191 ust. 10), a {day} dziecko jest w placówce "
            "przy wykładni transfer_day = {transfer_day}.",
            en="A facility has no expenses of its own (art. 191 ust. 10), and on {day} the child is in a facility "
            "under transfer_day = {transfer_day}.",
        ),
        "residence_established": Text(
            pl="Podano, że miejsca zamieszkania dziecka nie można ustalić, a zarazem podano je tu na dzień przed "
            "umieszczeniem ({day}).",
            en="It is said that the child's residence cannot be established, and yet it is given here for the day "
            "before the placement ({day}).",
        ),
        "registration_established": Text(
            pl="Podano, że ostatniego miejsca zameldowania na pobyt stały nie można ustalić, a zarazem podano tu "
            "zameldowanie sprzed umieszczenia ({start}).",
            en="It is said that the last permanent registration cannot be established, and yet one before the "
            "placement ({start}) is given here.",
        ),
    },
    "readings": {
        "reading_needed": Text(
            pl="Ustawa tego nie rozstrzyga, a od wyboru zależy wynik: wybierz wykładnię „{reading}” ({question}).",
            en="The Act does not decide this, and the result depends on it: choose the reading “{reading}” "
            "({question}).",
        ),
    },
    "law": {
        "no_rule": Text(
            pl="Żaden przepis znany bibliotece nie obejmuje dnia {day}.",
            en="No rule known to the library covers {day}.",
        ),
    },
    "notice": {
        "gmina_city": Text(
            pl="{read} to miasto na prawach powiatu: jest gminą i powiatem zarazem, więc udziału gminy nie ma komu "
            "płacić; kwota, którą program pod nim wyliczy, jest tylko informacją.",
            en="{read} is a city with powiat rights: gmina and powiat are one, so there is nobody to pay a gmina's "
            "share to; an amount worked out under it only informs.",
        ),
        "gmina_code_impossible": Text(
            pl="Kodu TERC {read} nie może mieć żadna gmina: dwie pierwsze cyfry to województwo (parzyste, od 02 do "
            "32), dwie następne powiat, kolejne dwie gmina, a te nie mogą być 00. Sprawdź kod.",
            en="No gmina can have the TERC code {read}: its first two digits are the voivodeship (even, from 02 to "
            "32), the next two the powiat, two more the gmina, and neither of these is 00. Check the code.",
        ),
        "law_not_verified": Text(
            pl="Stan prawny ({law}) sprawdzono do {day}; późniejsze miesiące policzono według tego stanu.",
            en="The law ({law}) was verified until {day}; later months are worked out as it stood then.",
        ),
        "no_cost": Text(
            pl="Dziecko jest tu w pieczy od {start} do {end}, ale nie podano za te dni kosztu; nic nie naliczono.",
            en="The child is in care here from {start} to {end}, but no cost is given for it; nothing is charged.",
        ),
        "after_adoption": Text(
            pl="Poprzedni pobyt zakończyło przysposobienie, więc lata pobytu liczą się tu od nowa, bez względu na "
            "after_return; żaden przepis tego nie mówi (wniosek).",
            en="The stay before ended by an adoption, so years of stay begin anew here, whatever after_return says; no "
            "provision says so (inferred).",
        ),
        "adult_clock_inferred": Text(
            pl="Pobyt po pełnoletności, od {start}, liczy się dalej po wcześniejszych (art. 37 ust. 4–5); art. 191 "
            "ust. 11 mówi to dopiero od {day}, a przedtem to wniosek.",
            en="The stay after adulthood, from {start}, counts on from earlier ones (art. 37 ust. 4–5); art. 191 "
            "ust. 11 says so only since {day}, and before it is inferred.",
        ),
        "reading_not_chosen": Text(
            pl="Wykładni „{reading}” nie wybrano, bo żaden udział od niej nie zależy; procent, próg i przepis podano "
            "jak przy „{option}”.",
            en="The reading “{reading}” was not chosen, since no share depends on it; percent, band and provision are "
            "those under “{option}”.",
        ),
    },
}
"""The codes of a case with their sentences."""
