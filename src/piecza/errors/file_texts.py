"""The sentences of what can be wrong with files and with the tables in them, whatever these hold."""

from piecza.language.text import Text

FILE_TEXTS: dict[str, dict[str, Text]] = {
    "file": {
        "folder_empty": Text(
            pl="W tym folderze nie ma żadnego pliku .csv ani .txt.",
            en="There is no .csv or .txt file in this folder.",
        ),
        "file_empty": Text(
            pl="Plik jest pusty: nie ma w nim żadnych danych.",
            en="The file is empty: it holds no data.",
        ),
        "file_too_large": Text(
            pl="Plik jest większy niż {megabytes} MB; podziel go na mniejsze.",
            en="The file is larger than {megabytes} MB; divide it into smaller ones.",
        ),
        "not_a_table": Text(
            pl="To nie jest arkusz ani plik CSV (wygląda na: {form}). Otwórz go w programie, w którym powstał, i "
            "zapisz jako .xlsx, .ods albo .csv.",
            en="This is neither a workbook nor a CSV file (it looks like: {form}). Open it in its own program and save "
            "it as .xlsx, .ods or .csv.",
        ),
        "nul_bytes": Text(
            pl="W wierszu {line} są puste bajty (NUL), których plik tekstowy nie ma; plik jest uszkodzony albo to nie "
            "CSV.",
            en="Line {line} holds NUL bytes, which no text file has; the file is damaged or no CSV.",
        ),
        "encoding_broken": Text(
            pl="W wierszu {line} są znaki, których nie ma w kodowaniu {encoding}, w jakim zapisano resztę pliku. "
            "Zapisz cały plik jeszcze raz jako CSV UTF-8.",
            en="Line {line} holds characters that are not {encoding}, which the rest of the file is. Save the whole "
            "file anew as CSV UTF-8.",
        ),
        "line_too_long": Text(
            pl="Wiersz {line} ma ponad {characters} znaków; to nie wygląda na tabelę.",
            en="Line {line} has more than {characters} characters; this does not look like a table.",
        ),
        "quote_not_closed": Text(
            pl="Cudzysłów otwarty w tym wierszu nie jest zamknięty do końca pliku.",
            en="The quotation mark opened in this row is not closed before the end of the file.",
        ),
        "mixed_separators": Text(
            pl="Ten wiersz ma inny znak rozdzielający ({found}) niż nagłówek ({wanted}).",
            en="This row is separated by another character ({found}) than the header ({wanted}).",
        ),
        "too_many_cells": Text(
            pl="Ten wiersz ma więcej komórek ({count}) niż nagłówek ({width}). Jeśli w treści komórki jest znak "
            "rozdzielający ({separator}), komórka musi stać w cudzysłowie.",
            en="This row has more cells ({count}) than the header ({width}). Where the separator ({separator}) is part "
            "of a cell, the cell must stand in quotation marks.",
        ),
        "workbook_broken": Text(
            pl="Arkusz jest uszkodzony albo niepełny i nie da się go odczytać. Otwórz go w Excelu lub LibreOffice i "
            "zapisz jeszcze raz jako .xlsx.",
            en="The workbook is damaged or incomplete and cannot be read. Open it in Excel or LibreOffice and save it "
            "anew as .xlsx.",
        ),
        "workbook_encrypted": Text(
            pl="Arkusz jest chroniony hasłem. Otwórz go, zdejmij hasło (w Excelu: Plik – Informacje – Chroń skoroszyt "
            "– Szyfruj przy użyciu hasła, wymaż hasło; w LibreOffice: Zapisz jako, bez zaznaczenia „Zapisz z hasłem”) "
            "i zapisz.",
            en="The workbook is protected by a password. Open it, remove the password (in Excel: File – Info – Protect "
            "Workbook – Encrypt with Password, clear it; in LibreOffice: Save As without “Save with password”) and "
            "save it.",
        ),
        "workbook_old": Text(
            pl="To plik w formacie {form}, którego się nie odczytuje. Otwórz go i zapisz jako .xlsx (Plik – Zapisz "
            "jako – Skoroszyt programu Excel).",
            en="This is a file in the format {form}, which is not read. Open it and save it as .xlsx (File – Save As – "
            "Excel Workbook).",
        ),
        "not_a_workbook": Text(
            pl="To nie jest arkusz, lecz inny dokument albo spakowany plik (na przykład .docx lub .zip).",
            en="This is no workbook but another document or a packed file (such as .docx or .zip).",
        ),
        "workbook_too_large": Text(
            pl="Arkusz jest po rozpakowaniu zbyt duży (ponad {megabytes} MB albo {members} części).",
            en="The workbook is too large once unpacked (more than {megabytes} MB or {members} parts).",
        ),
        "sheet_too_large": Text(
            pl="Tabela jest zbyt duża (ponad {cells} komórek). Sprawdź, czy daleko na dole lub po prawej nie stoi "
            "zbłąkana treść, i usuń ją.",
            en="The table is too large (more than {cells} cells). Look for stray content far below or to the right, "
            "and delete it.",
        ),
        "cell_error": Text(
            pl="W kolumnie {column} stoi błąd formuły albo godzina, a nie liczba, data ani tekst.",
            en="Column {column} holds the error of a formula or a time of day, no number, date or text.",
        ),
    },
    "notice": {
        "encoding_detected": Text(
            pl="Plik nie jest zapisany w UTF-8; przyjęto kodowanie {encoding}. Sprawdź, czy polskie litery są "
            "właściwe.",
            en="The file is not UTF-8; the encoding {encoding} was assumed. Check that Polish letters are right.",
        ),
    },
}
"""The codes of files with their sentences."""
