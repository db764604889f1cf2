"""The sentences of errors and notices about a case, in Polish and English."""

from piecza.language.messages import Text

CASE_TEXTS: dict[str, Text] = {
    "file_not_found": Text("document", "Nie ma takiego pliku.", "There is no such file."),
    "file_unreadable": Text(
        "document", "Pliku nie można odczytać ({reason_pl}).", "The file cannot be read ({reason_en})."
    ),
    "encoding": Text(
        "document",
        "Tekst nie jest zapisany w UTF-8 (bajt {position}).",
        "The text is not UTF-8 (byte {position}).",
    ),
    "not_json": Text(
        "document",
        "To nie jest poprawny JSON (wiersz {line}, kolumna {column}).",
        "This is not valid JSON (line {line}, column {column}).",
    ),
    "not_json_number": Text("document", "{constant} nie jest liczbą JSON.", "{constant} is not a JSON number."),
    "half_character": Text(
        "document",
        "Tekst zawiera połówkę znaku (niesparowany surogat Unicode).",
        "The text holds half a character (a lone Unicode surrogate).",
    ),
    "too_deep": Text("document", "JSON jest zagnieżdżony zbyt głęboko.", "The JSON is nested too deeply."),
    "duplicate_key": Text(
        "document",
        "Klucz „{key}” stoi dwa razy w jednym obiekcie.",
        "The key “{key}” stands twice in one object.",
    ),
    "month_invalid": Text(
        "shape",
        "To nie jest miesiąc RRRR-MM od 1990-01 do 2099-12 (w wierszu poleceń także RRRR-MM..RRRR-MM).",
        "This is not a month YYYY-MM from 1990-01 to 2099-12 (on the command line YYYY-MM..YYYY-MM as well).",
    ),
    "months_out_of_order": Text(
        "shape",
        "Pierwszy miesiąc ({first}) jest późniejszy niż ostatni ({last}).",
        "The first month ({first}) is later than the last ({last}).",
    ),
    "missing_field": Text("shape", "Brakuje wymaganego pola.", "A required field is missing."),
    "unknown_field": Text(
        "shape", "Tego pola kontrakt nie zna{hint_pl}.", "The contract does not know this field{hint_en}."
    ),
    "wrong_type": Text("shape", "Zły typ: oczekiwano {expected_pl}.", "Wrong type: expected {expected_en}."),
    "empty_list": Text("shape", "Ta lista nie może być pusta.", "This list must not be empty."),
    "unknown_schema": Text(
        "shape", "Nieznany rodzaj dokumentu: oczekiwano {options}.", "Unknown document: expected {options}."
    ),
    "unknown_word": Text(
        "shape",
        "Tu może stać tylko: {options}{hint_pl}.",
        "What may stand here: {options}{hint_en}.",
    ),
    "unknown_form": Text(
        "shape",
        "Nieznana forma pieczy{hint_pl}; dozwolone: {options}.",
        "Unknown form of care{hint_en}; allowed: {options}.",
    ),
    "unknown_kind": Text(
        "shape",
        "Nieznany rodzaj wydatku{hint_pl}; dozwolone: {options}.",
        "Unknown kind of expense{hint_en}; allowed: {options}.",
    ),
    "unknown_ground": Text(
        "shape",
        "Nieznana podstawa zwolnienia{hint_pl}; dozwolone: {options}.",
        "Unknown ground of exemption{hint_en}; allowed: {options}.",
    ),
    "unknown_ended_by": Text(
        "shape",
        "Nieznany powód zakończenia pobytu{hint_pl}; dozwolone: {options}.",
        "Unknown end of a stay{hint_en}; allowed: {options}.",
    ),
    "unknown_reading": Text(
        "shape",
        "Nie ma takiej wykładni{hint_pl}; są: {options}.",
        "There is no such reading{hint_en}; there are: {options}.",
    ),
    "unknown_option": Text(
        "shape",
        "Ta wykładnia nie ma takiej opcji{hint_pl}; dozwolone: {options}.",
        "This reading has no such option{hint_en}; allowed: {options}.",
    ),
    "id_empty": Text("shape", "Identyfikator nie może być pusty.", "An identifier must not be empty."),
    "id_pesel": Text(
        "shape",
        "Identyfikator z jedenastu cyfr wygląda na PESEL; podaj własny, nieosobowy identyfikator.",
        "An identifier of eleven digits looks like a PESEL; give one of your own that names nobody.",
    ),
    "gmina_code": Text(
        "shape",
        "Kod TERC gminy to dokładnie 7 cyfr (z zerem na początku, gdy województwo ma numer 02–08).",
        "The TERC code of a gmina is exactly 7 digits (with the leading zero of voivodeships 02–08).",
    ),
    "amount_not_text": Text(
        "shape",
        'Kwota musi być tekstem w cudzysłowie, np. "1002.00".',
        'An amount must be text in quotation marks, such as "1002.00".',
    ),
    "amount_format": Text(
        "shape",
        'Kwota musi mieć postać "1002.00": cyfry, kropka i najwyżej dwa miejsca, bez odstępów i przecinka.',
        'An amount must look like "1002.00": digits, a point and at most two places, no blanks or commas.',
    ),
    "amount_out_of_range": Text(
        "shape", "Kwota jest większa niż 99999999.99.", "The amount is greater than 99999999.99."
    ),
    "amount_negative": Text(
        "shape",
        "Kwota nie może być ujemna (ujemne jest tylko „recovered”).",
        "The amount must not be negative (only “recovered” is).",
    ),
    "recovered_positive": Text(
        "shape",
        "Odzyskane świadczenie („recovered”) podaje się ze znakiem minus.",
        "What was recovered (“recovered”) is given with a minus sign.",
    ),
    "day_format": Text(
        "shape",
        "Dzień musi mieć postać RRRR-MM-DD, w cudzysłowie i bez godziny.",
        "A day must look like YYYY-MM-DD, in quotation marks and without a time.",
    ),
    "day_does_not_exist": Text("shape", "Nie ma takiego dnia w kalendarzu.", "There is no such day."),
    "day_out_of_range": Text(
        "shape",
        "Dzień musi leżeć między 1990-01-01 a 2099-12-31.",
        "A day must lie between 1990-01-01 and 2099-12-31.",
    ),
    "expense_day_and_period": Text(
        "shape",
        "Wydatek ma albo jeden dzień („day”), albo okres („start” i „end”), nie oba.",
        "An expense has either one day (“day”) or a period (“start” and “end”), not both.",
    ),
    "expense_day_missing": Text(
        "shape",
        "Wydatek potrzebuje dnia („day”) albo okresu („start” i „end”).",
        "An expense needs a day (“day”) or a period (“start” and “end”).",
    ),
    "expense_period_incomplete": Text(
        "shape",
        "Okres wydatku potrzebuje obu dni: „start” i „end”.",
        "The period of an expense needs both days: “start” and “end”.",
    ),
    "duplicate_child": Text(
        "meaning",
        "To samo dziecko stoi w dokumencie dwa razy (pierwszy raz: {first}).",
        "The same child stands in the document twice (first at {first}).",
    ),
    "end_before_start": Text(
        "meaning",
        "Koniec jest wcześniejszy niż początek ({start}).",
        "The end is before the start ({start}).",
    ),
    "placements_out_of_order": Text(
        "meaning",
        "Umieszczenia stoją nie po kolei: poprzednie zaczyna się {previous_start}.",
        "The placements are out of order: the one before starts on {previous_start}.",
    ),
    "placements_overlap": Text(
        "meaning",
        "Umieszczenia nachodzą na siebie: poprzednie kończy się {previous_end}.",
        "The placements overlap: the one before ends on {previous_end}.",
    ),
    "placements_gap": Text(
        "meaning",
        "Między umieszczeniami jest przerwa: poprzednie kończy się {previous_end}, więc następne zaczyna się tego "
        "dnia albo nazajutrz. Jeśli dziecko nie było wtedy w pieczy, podaj dwa pobyty.",
        "There is a gap between the placements: the one before ends on {previous_end}, so the next starts on that "
        "day or the day after. If the child was not in care then, give two stays.",
    ),
    "open_placement_not_last": Text(
        "meaning",
        "Umieszczenie, po którym następuje inne, musi mieć koniec.",
        "A placement that another one follows must have an end.",
    ),
    "stays_out_of_order": Text(
        "meaning",
        "Pobyty stoją nie po kolei: poprzedni zaczyna się {previous_start}.",
        "The stays are out of order: the one before starts on {previous_start}.",
    ),
    "stays_overlap": Text(
        "meaning",
        "Pobyt musi się zaczynać po ostatnim dniu poprzedniego ({previous_end}).",
        "A stay must begin after the last day of the one before ({previous_end}).",
    ),
    "open_stay_not_last": Text(
        "meaning",
        "Pobyt, po którym następuje inny, musi mieć koniec.",
        "A stay that another one follows must have an end.",
    ),
    "stay_after_death": Text(
        "meaning",
        "Poprzedni pobyt zakończyła śmierć dziecka; żaden po nim nie następuje.",
        "The stay before ended with the child's death; none can follow it.",
    ),
    "ended_by_of_open_stay": Text(
        "meaning",
        "Pobyt trwa (jego ostatnie umieszczenie nie ma końca), więc nie ma powodu zakończenia.",
        "The stay lasts (its last placement has no end), so nothing has ended it.",
    ),
    "monthly_cost_start_missing": Text(
        "meaning",
        "Tylko pierwszy wpis kosztu miesięcznego może nie mieć dnia („start”).",
        "Only the first entry of a monthly cost may leave out its day (“start”).",
    ),
    "monthly_cost_first_start": Text(
        "meaning",
        "Pierwszy wpis kosztu miesięcznego zaczyna się z umieszczeniem ({start}).",
        "The first entry of a monthly cost begins with the placement ({start}).",
    ),
    "monthly_cost_doubled": Text(
        "meaning",
        "Dwa wpisy kosztu miesięcznego zaczynają się tego samego dnia.",
        "Two entries of a monthly cost begin on the same day.",
    ),
    "monthly_cost_out_of_order": Text(
        "meaning",
        "Wpisy kosztu miesięcznego stoją nie po kolei: poprzedni zaczyna się {previous_start}.",
        "The entries of a monthly cost are out of order: the one before starts on {previous_start}.",
    ),
    "monthly_cost_outside_placement": Text(
        "meaning",
        "Wpis kosztu miesięcznego leży poza umieszczeniem ({start} – {end}).",
        "The entry of a monthly cost lies outside its placement ({start} – {end}).",
    ),
    "expense_outside_stay": Text(
        "meaning",
        "Wydatek leży poza dniami pobytu (od {start} do {end}) przy wykładni leaving_day = {leaving_day}.",
        "The expense lies outside the days of the stay ({start} to {end}) under leaving_day = {leaving_day}.",
    ),
    "expense_in_facility": Text(
        "meaning",
        "Placówka nie ma własnych wydatków (art. 191 ust. 10), a {day} dziecko jest w placówce "
        "przy wykładni transfer_day = {transfer_day}.",
        "A facility has no expenses of its own (art. 191 ust. 10), and on {day} the child is in a facility "
        "under transfer_day = {transfer_day}.",
    ),
    "reading_needed": Text(
        "readings",
        "Ustawa tego nie rozstrzyga, a od wyboru zależy wynik: wybierz wykładnię „{reading}” ({question_pl}).",
        "The Act does not decide this, and the result depends on it: choose the reading “{reading}” ({question_en}).",
    ),
    "no_rule": Text(
        "law",
        "Żaden przepis znany bibliotece nie obejmuje dnia {day}.",
        "No rule known to the library covers {day}.",
    ),
    "law_not_verified": Text(
        "notice",
        "Stan prawny ({law}) sprawdzono do {day_pl}; późniejsze miesiące policzono według tego stanu.",
        "The law ({law}) was verified until {day_en}; later months are worked out as it stood then.",
    ),
    "no_cost": Text(
        "notice",
        "Dziecko jest tu w pieczy od {start_pl} do {end_pl}, ale nie podano za te dni kosztu; nic nie naliczono.",
        "The child is in care here from {start_en} to {end_en}, but no cost is given for it; nothing is charged.",
    ),
    "reading_not_chosen": Text(
        "notice",
        "Wykładni „{reading}” nie wybrano, bo żaden udział od niej nie zależy; procent, próg i przepis podano jak przy "
        "„{option}”.",
        "The reading “{reading}” was not chosen, since no share depends on it; percent, band and provision are those "
        "under “{option}”.",
    ),
}
"""The codes of a case with their sentences."""
