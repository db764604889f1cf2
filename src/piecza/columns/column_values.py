"""The values of a column as whole numbers: days as ordinals, amounts as grosze, words by their places.

What is quickly seen to be right is read here; a value that is not is marked, and `row_errors` says what is wrong with
it. A column that cannot be read at all is refused by what it holds.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from pydantic import TypeAdapter, ValidationError

from piecza.columns.kernel.compiled_numbers import Flags, Ints, Letters
from piecza.dates import FIRST_DAY, FOREVER
from piecza.errors.shown import lost_zeros
from piecza.model import Day, SignedAmount
from piecza.money import MAX_GROSZE, to_grosze

EPOCH = date(1970, 1, 1).toordinal()
"""The day from which Arrow counts days."""


class Values(NamedTuple):
    """The numbers of a column, which of its rows hold nothing, and which need a closer look.

    What stands where nothing is held, or what needs a look, means nothing.
    """

    numbers: Ints
    missing: Flags
    wrong: Flags

    @property
    def rows_missing(self) -> bool:
        """Whether some row holds nothing."""
        return bool(self.missing.any())


class ColumnRefusedError(Exception):
    """A column holds what nothing can be read from; ``meant`` names in `errors.table_texts.MEANT` what it should."""

    def __init__(self, meant: str) -> None:
        super().__init__(meant)
        self.meant = meant


def number_values(array: pa.Array) -> Values:
    """Whole numbers of any width."""
    if pa.types.is_null(array.type):
        return _nothing(array)
    if not pa.types.is_integer(array.type):
        raise ColumnRefusedError("numbers")
    try:
        return _values(array.cast(pa.int64()))
    except pa.ArrowInvalid:  # beyond 2**63
        raise ColumnRefusedError("numbers") from None


def day_values(array: pa.Array) -> Values:
    """Days, from dates, from timestamps without a zone at midnight, or from text YYYY-MM-DD."""
    kind = array.type
    if pa.types.is_null(kind):
        return _nothing(array)
    if pa.types.is_date32(kind):
        return _within(_values(array.cast(pa.int32()).cast(pa.int64())))
    if pa.types.is_timestamp(kind) and kind.tz is None:
        moments, of_day = _values(array.cast(pa.int64())), 86_400 * _UNITS[kind.unit]
        late = (moments.numbers % of_day != 0) & ~moments.missing
        return _within(moments._replace(numbers=moments.numbers // of_day, wrong=late))
    if _is_text(kind):
        return _by_text(array, lambda text: _DAY.validate_python(text).toordinal())
    raise ColumnRefusedError("days")


def grosze_values(array: pa.Array) -> Values:
    """Whole grosze, from whole numbers."""
    if pa.types.is_null(array.type):
        return _nothing(array)
    if not pa.types.is_integer(array.type):
        raise ColumnRefusedError("grosze")
    values = _values(array.cast(pa.int64(), safe=False))
    wrapped = pa.types.is_uint64(array.type) & (values.numbers < 0)
    return values._replace(wrong=(wrapped | _too_large(values.numbers)) & ~values.missing)


def zlote_values(array: pa.Array) -> Values:
    """Złote in grosze, from decimals of any scale or from text."""
    kind = array.type
    if pa.types.is_null(kind):
        return _nothing(array)
    if _is_text(kind):
        return _by_text(array, lambda text: to_grosze(_AMOUNT.validate_python(text)))
    if not pa.types.is_decimal(kind):
        raise ColumnRefusedError("zlote")
    if kind.bit_width < 128:
        array = array.cast(pa.decimal128(38, kind.scale))
    try:
        grosze = array.cast(pa.decimal128(38, 2))  # refuses what is no whole grosz
    except pa.ArrowInvalid:
        return _by_text(pc.dictionary_encode(array), lambda amount: to_grosze(_AMOUNT.validate_python(plain(amount))))
    words = np.frombuffer(grosze.buffers()[1], np.int64).reshape(-1, 2)[grosze.offset : grosze.offset + len(grosze)]
    missing = _missing(grosze)
    low = np.ascontiguousarray(words[:, 0])
    return Values(low, missing, ((words[:, 1] != low >> 63) | _too_large(low)) & ~missing)


def word_values(array: pa.Array, words: Sequence[str]) -> Values:
    """The places of words of a list."""
    if pa.types.is_null(array.type):
        return _nothing(array)
    if not _is_text(array.type):
        raise ColumnRefusedError("words")
    places = {word: place for place, word in enumerate(words)}
    return _by_text(array, places.__getitem__)


def name_values(array: pa.Array) -> Values:
    """Texts that are looked up elsewhere: which of them are missing."""
    if not pa.types.is_null(array.type) and not _is_text(array.type):
        raise ColumnRefusedError("text")
    return Values(np.zeros(len(array), np.int64), _missing(array), np.zeros(len(array), np.bool_))


def text_values(array: pa.Array) -> tuple[Values, list[str]]:
    """The places of texts among the different ones, which come beside."""
    if pa.types.is_null(array.type):
        return _nothing(array), []
    if not _is_text(array.type):
        raise ColumnRefusedError("text")
    coded = _coded(array)
    missing = _missing(coded.indices)
    numbers = _int64(coded.indices)
    return Values(numbers, missing, np.zeros(len(numbers), np.bool_)), coded.dictionary.to_pylist()


def number_names(array: pa.Array) -> pa.Array:
    """Whole numbers as identifiers; a PESEL without the zeros in front gets them back, and is refused as one."""
    coded = pc.dictionary_encode(array.cast(pa.string()))
    words = [word.zfill(11) if lost_zeros(word) else word for word in coded.dictionary.to_pylist()]
    return pa.array(words, pa.string()).take(coded.indices)


_DAY: TypeAdapter[date] = TypeAdapter(Day)
_AMOUNT: TypeAdapter[Decimal] = TypeAdapter(SignedAmount)
_UNITS = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}
"""What a second holds of the unit of a timestamp."""


def normal(array: pa.Array | pa.ChunkedArray) -> pa.Array:
    """A column as one array whose dictionary, if it has one, is UTF-8 and holds every word once and no null."""
    whole = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
    if pa.types.is_dictionary(whole.type):
        words = whole.dictionary
        is_plain = not words.null_count and len(words.unique()) == len(words) and _is_utf_8(words)
        return whole if is_plain else whole.dictionary_decode()
    return whole.cast(pa.timestamp("ms")) if pa.types.is_date64(whole.type) else whole


def letters_of(texts: pa.LargeStringArray) -> tuple[Ints, Letters]:
    """Where every text of a column without nulls begins, and the last one ends, among the bytes of all of them."""
    _, starts, letters = texts.buffers()
    if not len(texts):
        return np.zeros(1, np.int64), np.empty(0, np.uint8)
    return np.frombuffer(starts, np.int64)[texts.offset :][: len(texts) + 1], np.frombuffer(letters or b"", np.uint8)


def rows_not_utf_8(array: pa.Array) -> Iterator[tuple[int, int]]:
    """The rows whose text is not UTF-8, each with the first byte of it that is not."""
    if _is_utf_8(array):
        return
    whole = array.dictionary_decode() if pa.types.is_dictionary(array.type) else array
    for row, content in enumerate(whole.cast(pa.large_binary()).to_pylist()):
        try:
            (content or b"").decode()
        except UnicodeDecodeError as error:
            yield row, error.start


def _is_utf_8(array: pa.Array) -> bool:
    """Whether all texts of an array are UTF-8: Arrow takes others too, which Python cannot read."""
    if not _is_text(array.type):
        return True
    try:
        array.validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def value_in(array: pa.Array, row: int) -> Any:
    """What stands in a row: a moment at midnight is a day, one that no Python object holds is text."""
    scalar = array[row]
    if scalar.is_valid and (pa.types.is_timestamp(array.type) or pa.types.is_date32(array.type)):
        return re.sub(r" 00:00:00(\.0+)?$", "", scalar.cast(pa.string()).as_py())
    value = scalar.as_py()
    return plain(value) if isinstance(value, Decimal) else value


def plain(amount: Decimal) -> Decimal:
    """A decimal with two places where the others say nothing."""
    whole, _, places = format(amount, "f").partition(".")  # not by arithmetic, which would round to a context
    return Decimal(f"{whole}.{places.rstrip('0').ljust(2, '0')}")


def _within(days: Values) -> Values:
    """Days counted as Arrow counts them become ordinals; those that no document may hold are wrong."""
    first, last = FIRST_DAY.toordinal() - EPOCH, FOREVER - EPOCH
    outside = (days.numbers < first) | (days.numbers > last)
    return Values(days.numbers + EPOCH, days.missing, (days.wrong | outside) & ~days.missing)


def _too_large(grosze: Ints) -> Flags:
    return (grosze > MAX_GROSZE) | (grosze < -MAX_GROSZE)


def _is_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind))


def _coded(array: pa.Array) -> pa.DictionaryArray:
    return array if pa.types.is_dictionary(array.type) else pc.dictionary_encode(array)


def _by_text(array: pa.Array, read: Any) -> Values:
    """What is read of every different value; one that is refused is wrong wherever it stands."""
    coded = _coded(array)
    read_as, refused = [], []
    for value in coded.dictionary.to_pylist():
        try:
            number, wrong = read(value), False
        except (ValidationError, KeyError):
            number, wrong = 0, True
        read_as.append(number)
        refused.append(wrong)
    missing = _missing(coded.indices)
    places = _int64(coded.indices)
    if not read_as:
        return Values(places, missing, np.zeros(len(places), np.bool_))
    numbers, wrong_places = np.array(read_as, np.int64), np.array(refused, np.bool_)
    return Values(numbers[places], missing, wrong_places[places] & ~missing)


def _values(array: pa.Array) -> Values:
    missing = _missing(array)
    return Values(_int64(array), missing, np.zeros(len(array), np.bool_))


def _int64(array: pa.Array) -> Ints:
    whole = array.fill_null(0) if array.null_count else array
    return np.asarray(whole.to_numpy(zero_copy_only=False)).astype(np.int64, copy=False)


def _missing(array: pa.Array) -> Flags:
    if not array.null_count:
        return np.zeros(len(array), np.bool_)
    return np.asarray(array.is_null().to_numpy(zero_copy_only=False))


def _nothing(array: pa.Array) -> Values:
    count = len(array)
    return Values(np.zeros(count, np.int64), np.ones(count, np.bool_), np.zeros(count, np.bool_))
