"""The sentences of errors and notices about registers and past charges, in Polish and English."""

from piecza.language.text import Text

REGISTER_TEXTS: dict[str, dict[str, Text]] = {
    "register": {
        "register_empty": Text(
            pl="W rejestrze nie ma ani jednego dziecka: arkusz „pobyty” jest pusty albo go brak.",
            en="The register holds no child: the sheet “pobyty” is empty or missing.",
        ),
        "sheet_unknown": Text(
            pl="Nieznany arkusz; nazwy arkuszy to: {options}. Arkusz „uwagi” nie jest czytany.",
            en="Unknown sheet; sheets are named: {options}. A sheet “uwagi” is not read.",
        ),
        "table_doubled": Text(
            pl="Tabela „{table}” stoi już w innym miejscu: {other}. Złącz je albo jedną usuń.",
            en="The table “{table}” stands in another place already: {other}. Join them, or delete one.",
        ),
        "header_missing": Text(
            pl="W tym wierszu nie ma nagłówków kolumn. Nagłówki stoją w pierwszym wierszu z treścią: wstaw je albo "
            "usuń tytuł, który stoi nad nimi.",
            en="There are no headers of columns in this row. Headers stand in the first row with content: put them "
            "there, or delete the title above them.",
        ),
        "column_unknown": Text(
            pl="Nieznana kolumna; w tym arkuszu są kolumny: {options}.",
            en="Unknown column; the columns of this sheet are: {options}.",
        ),
        "column_doubled": Text(
            pl="Kolumna „{column}” stoi w arkuszu dwa razy.",
            en="The column “{column}” stands twice in the sheet.",
        ),
        "column_missing": Text(
            pl="Brakuje kolumny „{column}”.",
            en="The column “{column}” is missing.",
        ),
        "column_without_header": Text(
            pl="Kolumna {letter} ma treść, ale nie ma nagłówka.",
            en="The column {letter} has content but no header.",
        ),
        "cell_empty": Text(
            pl="Ta komórka nie może być pusta.",
            en="This cell must not be empty.",
        ),
        "child_unknown": Text(
            pl="Takiego dziecka nie ma w arkuszu pobytów{hint}.",
            en="There is no such child in the sheet of placements{hint}.",
        ),
        "id_not_text": Text(
            pl="To nie jest identyfikator: arkusz kalkulacyjny zamienił go na datę albo wartość logiczną. Zmień format "
            "kolumny na tekstowy i wpisz go ponownie.",
            en="This is no identifier: the spreadsheet turned it into a day or a truth value. Format the column as "
            "text and write it anew.",
        ),
        "id_not_for_register": Text(
            pl="Tego identyfikatora rejestr nie odda bez zmian: ma odstęp na początku lub końcu, znak sterujący (np. "
            "nowy wiersz), wygląda na błąd formuły albo jest za długi. Zmień go.",
            en="A register would not give this identifier back as it is: it has blanks around it or a control "
            "character (such as a new line), looks like the error of a formula, or is too long. Change it.",
        ),
        "basis_not_for_register": Text(
            pl="Tego przepisu rejestr nie odda bez zmian: ma odstęp na początku lub końcu, znak sterujący (np. nowy "
            "wiersz), wygląda na błąd formuły albo ma więcej niż 200 znaków. Zmień go.",
            en="A register would not give this provision back as it is: it has blanks around it or a control character "
            "(such as a new line), looks like the error of a formula, or has more than 200 characters. Change it.",
        ),
        "ids_format": Text(
            pl="To nie jest lista identyfikatorów; rozdziel je średnikami, np. D-17; D-18.",
            en="This is no list of identifiers; separate them by semicolons, for example D-17; D-18.",
        ),
        "word_unknown": Text(
            pl="Tego słowa nie ma wśród dozwolonych.",
            en="This word is none of those that may stand here.",
        ),
        "number_format": Text(
            pl="Tu może stać tylko numer: 1, 2, 3…",
            en="Only a number may stand here: 1, 2, 3…",
        ),
        "day_format_register": Text(
            pl="To nie jest dzień; zapisz go jako dd.mm.rrrr, np. 15.03.2025.",
            en="This is no day; write it as dd.mm.yyyy, for example 15.03.2025.",
        ),
        "day_as_number": Text(
            pl="To liczba, pod którą arkusz kalkulacyjny przechowuje datę. Nadaj komórce format daty albo wpisz dzień "
            "jako dd.mm.rrrr.",
            en="This is the number under which a spreadsheet keeps a day. Format the cell as a date, or write the day "
            "as dd.mm.yyyy.",
        ),
        "day_two_digit_year": Text(
            pl="Rok ma tylko dwie cyfry; zapisz wszystkie cztery.",
            en="The year has only two digits; write all four.",
        ),
        "day_without_year": Text(
            pl="W dniu brakuje roku.",
            en="The day lacks its year.",
        ),
        "day_with_time": Text(
            pl="Oprócz dnia stoi tu godzina.",
            en="There is a time of day here beside the day.",
        ),
        "amount_format_register": Text(
            pl="To nie jest kwota; zapisz ją jako 1234,56.",
            en="This is no amount; write it as 1234,56.",
        ),
        "amount_ambiguous": Text(
            pl="Nie wiadomo, czy kropka oddziela tysiące, czy grosze; zapisz kwotę bez niej albo z przecinkiem.",
            en="The point may separate thousands or grosze; write the amount without it, or with a comma.",
        ),
        "amount_places": Text(
            pl="Kwota ma więcej niż dwa miejsca po przecinku; muszą to być całe grosze.",
            en="The amount has more than two places; it must be whole grosze.",
        ),
        "stay_number_missing": Text(
            pl="Inne wiersze tego dziecka mają numer pobytu; podaj go także tutaj.",
            en="Other rows of this child have the number of a stay; give it here as well.",
        ),
        "stay_gmina_differs": Text(
            pl="To ten sam pobyt co w wierszu {row}, a płaci za niego gmina {gmina}. Jeśli to nowy pobyt, podaj numery "
            "pobytów w kolumnie „pobyt”.",
            en="This is the same stay as in row {row}, for which the gmina {gmina} pays. If it is a new stay, give the "
            "numbers of stays in the column “pobyt”.",
        ),
        "ended_by_too_early": Text(
            pl="Zakończenie stoi tylko w ostatnim wierszu pobytu, a po tym jest jeszcze następny.",
            en="How a stay ended stands only in its last row, and another row follows this one.",
        ),
        "placement_number_twice": Text(
            pl="Umieszczenie {number} tego dziecka stoi już w wierszu {row}.",
            en="Placement {number} of this child stands already in row {row}.",
        ),
        "placement_number_unknown": Text(
            pl="To dziecko nie ma umieszczenia o tym numerze.",
            en="This child has no placement of that number.",
        ),
        "placement_unclear": Text(
            pl="Dziecko ma więcej niż jedno umieszczenie ({count}); podaj dzień „od” albo numer w kolumnie "
            "„umieszczenie”.",
            en="The child has {count} placements; give the day “od”, or the number in the column “umieszczenie”.",
        ),
        "day_outside_placements": Text(
            pl="W tym dniu dziecka nie ma w żadnym z umieszczeń podanych w arkuszu pobytów.",
            en="On this day the child is in none of the placements of the sheet “pobyty”.",
        ),
    },
    "notice": {
        "gmina_code_padded": Text(
            pl="W kodzie TERC brakuje zera na początku (arkusze je gubią); przyjęto {read}.",
            en="The TERC code lacks its leading zero (spreadsheets lose it); {read} was taken.",
        ),
        "amount_currency": Text(
            pl="„zl” przeczytano jako złote: {read}.",
            en="“zl” was read as złote: {read}.",
        ),
    },
}
"""The codes of registers with their sentences."""

CHARGED_TEXTS: dict[str, dict[str, Text]] = {
    "charged": {
        "charged_empty": Text(
            pl="Nie ma tu ani jednego naliczenia: tabela „naliczenia” jest pusta.",
            en="There is no charge: the table “naliczenia” is empty.",
        ),
        "charged_mixed": Text(
            pl="W tym folderze stoją i zapisane noty (.json), i tabele (.csv). Rozdziel je: to samo naliczenie nie "
            "może być przeczytane dwa razy.",
            en="This folder holds both stored noty (.json) and tables (.csv). Separate them: the same charge must not "
            "be read twice.",
        ),
        "charged_child_unknown": Text(
            pl="Takiego dziecka nie ma w rejestrze{hint}. Popraw identyfikator, dopisz dziecko do rejestru albo pomiń "
            "ten wiersz.",
            en="There is no such child in the register{hint}. Correct the identifier, add the child to the register, "
            "or leave this row out.",
        ),
        "leave_out_unknown": Text(
            pl="Nie ma takiego wiersza, arkusza, dziecka ani noty, więc nie ma czego pominąć{hint}.",
            en="There is no such row, sheet, child or nota, so there is nothing to leave out{hint}.",
        ),
        "period_format": Text(
            pl="To nie jest miesiąc ani kwartał; zapisz np. 2024-03, 03.2024, marzec 2024, I kw. 2024 albo "
            "2024-01..2024-03.",
            en="This is no month and no quarter; write 2024-03, 03.2024, marzec 2024, I kw. 2024 or 2024-01..2024-03.",
        ),
        "period_ambiguous": Text(
            pl="Można to rozumieć dwojako: jako dzień albo miesiące od – do, jako miesiąc albo kwartał. Zapisz "
            "2024-03, 2024-01..2024-03 albo I kw. 2024.",
            en="This can be read in two ways: as a day or months from – to, as a month or a quarter. Write 2024-03, "
            "2024-01..2024-03 or I kw. 2024.",
        ),
        "period_two_digit_year": Text(
            pl="Rok ma tylko dwie cyfry; zapisz wszystkie cztery.",
            en="The year has only two digits; write all four.",
        ),
        "period_without_month": Text(
            pl="To sam rok; podaj miesiąc, kwartał albo miesiące od – do.",
            en="This is only a year; give a month, a quarter, or months from – to.",
        ),
        "period_without_year": Text(
            pl="Brakuje roku.",
            en="The year is missing.",
        ),
        "period_out_of_range": Text(
            pl="Nie ma takiego miesiąca; miesiące sięgają od 1990-01 do 2099-12.",
            en="There is no such month; months reach from 1990-01 to 2099-12.",
        ),
        "period_not_first_day": Text(
            pl="To dzień, a nie miesiąc; za miesiąc uchodzi tylko jego pierwszy dzień.",
            en="This is a day and no month; only its first day stands for a month.",
        ),
        "period_not_last_day": Text(
            pl="Okres podany dniami zaczyna się pierwszym, a kończy ostatnim dniem miesiąca; tu stoi, za które "
            "miesiące jest kwota.",
            en="A period given by days begins on the first and ends on the last day of a month; what stands here is "
            "for which months the amount is.",
        ),
        "percent_format": Text(
            pl="To nie jest procent; zapisz go jako liczbę całkowitą od 0 do 100, np. 30 albo 30 %.",
            en="This is no percentage; write a whole number from 0 to 100, for example 30 or 30 %.",
        ),
        "percent_ambiguous": Text(
            pl="Liczba 1 może tu znaczyć 1 % albo 100 %. Nadaj komórce format tekstowy i wpisz procent ze znakiem %.",
            en="The number 1 may mean 1 % or 100 % here. Format the cell as text and write the percentage with the "
            "sign %.",
        ),
        "days_format": Text(
            pl="Tu może stać tylko liczba dni, od 0 do 366.",
            en="Only a number of days may stand here, from 0 to 366.",
        ),
        "text_not_text": Text(
            pl="Arkusz kalkulacyjny zamienił ten tekst na datę albo wartość logiczną. Zmień format kolumny na tekstowy "
            "i wpisz go ponownie.",
            en="The spreadsheet turned this text into a day or a truth value. Format the column as text and write it "
            "anew.",
        ),
        "text_pesel": Text(
            pl="Stoją tu cyfry, które wyglądają na PESEL; usuń je.",
            en="Digits stand here that look like a PESEL; delete them.",
        ),
        "text_too_long": Text(
            pl="Ten tekst jest dłuższy niż {longest} znaków. Uwagi wpisz w kolumnie „uwagi”.",
            en="This text is longer than {longest} characters. Write remarks into the column “uwagi”.",
        ),
    },
    "notice": {
        "percent_fraction": Text(
            pl="Ułamek przeczytano jako procent: {read} %.",
            en="A fraction was read as a percentage: {read} %.",
        ),
    },
}
"""The codes of past charges with their sentences."""
