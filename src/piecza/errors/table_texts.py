"""The sentences of errors in tables, in Polish and English."""

from piecza.language.text import Text

TABLE_TEXTS: dict[str, dict[str, Text]] = {
    "document": {
        "table_unknown": Text(
            pl="Takiej tabeli kontrakt nie zna; są: {options}.",
            en="The contract does not know this table; there are: {options}.",
        ),
        "table_file_unknown": Text(
            pl="To nie jest plik żadnej z tabel; są: {options}. Trzeba poprawić nazwę albo wynieść plik z folderu.",
            en="This is the file of no table; there are: {options}. Its name must be mended, or the file go elsewhere.",
        ),
        "rows_left": Text(
            pl="Ten plik jest z poprzedniego naliczania, a numery jego wierszy wskazywałyby na nowe naliczenia; trzeba "
            "go usunąć albo policzyć go od nowa (detail).",
            en="This file is of an earlier run, and the numbers in its rows would point to the new charges; it must "
            "go, or be made anew (detail).",
        ),
        "table_missing": Text(
            pl="Brakuje tej tabeli.",
            en="This table is missing.",
        ),
        "table_too_long": Text(
            pl="Tabela ma {count} wierszy; naraz może ich być {most}, więcej trzeba podzielić między dziećmi.",
            en="The table has {count} rows; there may be {most} at once, more must be cut between children.",
        ),
        "table_type": Text(
            pl="To nie jest tabela, tylko {given}: może nią być DataFrame (pandas, polars) albo tabela pyarrow.",
            en="This is no table but {given}: it may be a DataFrame (pandas, polars) or a pyarrow table.",
        ),
        "costs_not_given": Text(
            pl="Tego kosztu nie podano, tylko z czego ma być wyliczony; tabele zawierają koszty podane.",
            en="This cost is not given but to be worked out from facts; tables hold costs that are given.",
        ),
        "parquet_broken": Text(
            pl="To nie jest plik Parquet albo jest uszkodzony.",
            en="This is no Parquet file, or it is damaged.",
        ),
        "rows_out_of_order": Text(
            pl="Ten wiersz stoi za wierszami dziecka, które w children.parquet jest dalej; wiersze każdego pliku muszą "
            "stać w kolejności dzieci z children.parquet.",
            en="This row stands after rows of a child that comes later in children.parquet; the rows of every file "
            "must stand in the order of the children in children.parquet.",
        ),
        "output_missing": Text(
            pl="Naliczenia folderu zapisuje się w pliku Parquet: trzeba podać jego nazwę.",
            en="The charges of a folder are written to a Parquet file: its name must be given.",
        ),
        "only_for_folder": Text(
            pl="To dotyczy folderu z plikami Parquet, a podano dokument.",
            en="This is for a folder of Parquet files, and a document was given.",
        ),
        "only_for_document": Text(
            pl="To dotyczy dokumentu, a podano folder z plikami Parquet.",
            en="This is for a document, and a folder of Parquet files was given.",
        ),
        "detail_unknown": Text(
            pl="Takiej szczegółowości nie ma; są: {options}.",
            en="There is no such detail; there are: {options}.",
        ),
        "reading_twice": Text(
            pl="Dla tej wykładni wybrano już inną możliwość; trzeba zostawić jedną.",
            en="Another option was already chosen for this reading; only one may be left.",
        ),
        "output_is_input": Text(
            pl="To jeden z plików, z których się liczy; wynik musi mieć inną nazwę.",
            en="This is one of the files that are read; the result must have another name.",
        ),
        "checked_in_part": Text(
            pl="Błędów jest ponad {count}; dzieci od tego wiersza dalej nie sprawdzono.",
            en="There are more than {count} errors; the children from this row on were not checked.",
        ),
        "missing_column": Text(
            pl="Brakuje tej kolumny; są: {given}.",
            en="This column is missing; there are: {given}.",
        ),
        "unknown_column": Text(
            pl="Tej kolumny kontrakt nie zna{hint}.",
            en="The contract does not know this column{hint}.",
        ),
        "doubled_column": Text(
            pl="Ta kolumna stoi w tabeli więcej niż raz.",
            en="This column stands in the table more than once.",
        ),
        "column_twice": Text(
            pl="Kwoty stoją dwa razy, tu i w kolumnie „{first}”: jedną z kolumn trzeba usunąć.",
            en="Amounts stand twice, here and in the column “{first}”: one of the two must go.",
        ),
        "column_type": Text(
            pl="Kolumna zawiera {given}, a powinna zawierać {meant}.",
            en="The column holds {given} and should hold {meant}.",
        ),
        "column_mixed": Text(
            pl="Kolumna zawiera wartości kilku typów ({given}); pierwsza innego typu: wiersz {row}, licząc od 0.",
            en="The column holds values of several types ({given}); the first of another type is in row {row}, counted "
            "from 0.",
        ),
    },
    "shape": {
        "unknown_child": Text(
            pl="Nie ma takiego dziecka w tabeli „children”.",
            en="There is no such child in the table “children”.",
        ),
        "unknown_stay": Text(
            pl="To dziecko nie ma takiego pobytu w tabeli „stays”.",
            en="This child has no such stay in the table “stays”.",
        ),
        "unknown_placement": Text(
            pl="Ten pobyt nie ma takiego umieszczenia w tabeli „placements”.",
            en="This stay has no such placement in the table “placements”.",
        ),
        "number_doubled": Text(
            pl="Ten numer ma już wiersz {first}.",
            en="The row {first} has this number already.",
        ),
    },
}

MEANT: dict[str, Text] = {
    "numbers": Text(
        pl="liczby całkowite",
        en="whole numbers",
    ),
    "days": Text(
        pl="dni: daty bez godziny albo tekst RRRR-MM-DD",
        en="days: dates without a time, or text YYYY-MM-DD",
    ),
    "grosze": Text(
        pl="całe grosze jako liczby całkowite; złote stoją w kolumnie „amount” jako liczby dziesiętne albo tekst",
        en="whole grosze as integers; złote stand in the column “amount” as decimals or text",
    ),
    "zlote": Text(
        pl="złote jako liczby dziesiętne albo tekst; całe grosze stoją w kolumnie „amount_grosze” jako liczby "
        "całkowite, a liczby zmiennoprzecinkowe nie są kwotami",
        en="złote as decimals or text; whole grosze stand in the column “amount_grosze” as integers, and floats are "
        "no amounts",
    ),
    "words": Text(
        pl="słowa kontraktu jako tekst",
        en="words of the contract as text",
    ),
    "text": Text(
        pl="tekst (liczba gubi zera z przodu kodu)",
        en="text (a number loses the zeros in front of a code)",
    ),
}
"""What a column should hold, in the sentence of `column_type`."""
