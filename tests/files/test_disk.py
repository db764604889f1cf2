"""Documents appear in a folder together or not at all, and stored noty are read back by file."""

import errno
import os
import pathlib
import subprocess
from datetime import date

import pytest

import piecza
from piecza import InputError
from piecza.files import disk
from piecza.files.disk import write_file, writing
from piecza.notes.agreement import read_agreement
from piecza.notes.issuing import notas
from piecza.notes.nota import CorrectingNota
from piecza.notes.stored import name_of, read_notas

EXAMPLES = pathlib.Path(__file__).parents[2] / "examples"


def tree(folder):
    """Every file and folder below one, with the content of files."""
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")}


def put(folder, *names, then=lambda stage: None, **options):
    """Documents of some names, and what happens before they appear."""
    with writing(str(folder), **options) as stage:
        for name in names:
            stage.write(name, b"ours")
        then(stage)


def stop(*_):
    raise ValueError("stop")


def codes(caught):
    return [error.code for error in caught.value.errors]


@pytest.mark.parametrize("overwrite", [False, True])
def test_documents_appear_together(overwrite, tmp_path):
    with writing(str(tmp_path / "a" / "b"), overwrite=overwrite) as stage:
        stage.write("one.json", b"1")
        stage.write("two.json", b"2")
        assert not [name for name, content in tree(tmp_path).items() if content and "/." not in name]
    assert tree(tmp_path) == {"a": None, "a/b": None, "a/b/one.json": b"1", "a/b/two.json": b"2"}


def test_a_document_that_is_there_is_refused_before_anything_is_written(tmp_path):
    (tmp_path / "two.json").write_bytes(b"old")
    with pytest.raises(InputError) as caught:
        put(tmp_path, "one.json", then=lambda stage: stage.refuse(["one.json", "two.json", "three.json"]))
    assert codes(caught) == ["file_exists"]
    assert caught.value.errors[0].value == str(tmp_path / "two.json")
    with pytest.raises(InputError) as caught, writing(str(tmp_path)) as stage:
        stage.write("two.json", b"1")
    assert codes(caught) == ["file_exists"]
    assert tree(tmp_path) == {"two.json": b"old"}


def test_a_document_is_replaced_where_that_is_allowed(tmp_path):
    (tmp_path / "two.json").write_bytes(b"old")
    with writing(str(tmp_path), overwrite=True) as stage:
        stage.refuse(["two.json"])
        stage.write("two.json", b"2")
        assert (tmp_path / "two.json").read_bytes() == b"old"
    assert tree(tmp_path) == {"two.json": b"2"}


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, InputError])
@pytest.mark.parametrize("overwrite", [False, True])
def test_what_breaks_off_leaves_nothing(error, overwrite, tmp_path):
    def break_off(_):
        raise error([])

    (tmp_path / "old.json").write_bytes(b"old")
    for folder in (tmp_path, tmp_path / "a" / "b"):
        with pytest.raises(error):
            put(folder, "old.json" if overwrite else "one.json", then=break_off, overwrite=overwrite)
        assert tree(tmp_path) == {"old.json": b"old"}


def test_only_the_folders_that_were_made_are_removed(tmp_path):
    (tmp_path / "a").mkdir()
    with pytest.raises(ValueError, match="stop"):
        put(tmp_path / "a" / "b", then=stop)
    assert tree(tmp_path) == {"a": None}
    with pytest.raises(ValueError, match="stop"):
        put(tmp_path / "a" / "b", then=lambda stage: stop((stage.target / "other").touch()))
    assert tree(tmp_path) == {"a": None, "a/b": None, "a/b/other": b""}


@pytest.mark.parametrize("full_at", [0, 1, 2])
@pytest.mark.parametrize("what", ["fsync", "link"])
def test_a_full_disk_leaves_nothing(full_at, what, tmp_path, monkeypatch):
    """The disk is full at the first, second or third document, while it is written or when it is to appear."""
    calls = []
    real = getattr(os, what)

    def full(*arguments):
        calls.append(arguments)
        if len(calls) > full_at:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*arguments)

    monkeypatch.setattr(disk.os, what, full)
    monkeypatch.setattr(pathlib.Path, "rename", lambda *paths: full(*paths))
    with pytest.raises(InputError) as caught:
        put(tmp_path / "a", "one", "two", "three")
    assert codes(caught) == ["folder_unwritable"]
    assert caught.value.errors[0].value == str(tmp_path / "a")
    assert "na dysku nie ma miejsca" in caught.value.errors[0].message["pl"]
    assert "the disk is full" in caught.value.errors[0].message["en"]
    assert tree(tmp_path) == {}


def test_a_disk_that_is_really_full_leaves_nothing(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("a small file system cannot be mounted here")
    try:
        with pytest.raises(InputError) as caught:
            put(folder / "a", "one", then=lambda stage: stage.write("two", b"x" * 100_000))
        assert codes(caught) == ["folder_unwritable"]
        assert tree(folder) == {}
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_a_folder_that_may_not_be_written(tmp_path):
    tmp_path.chmod(0o500)
    try:
        if os.access(tmp_path, os.W_OK):
            pytest.skip("this user may write everywhere")
        with pytest.raises(InputError) as caught, writing(str(tmp_path / "a")):
            pytest.fail("it was written")
        assert codes(caught) == ["folder_unwritable"]
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.parametrize("name", ["file", "file/a", "x" * 300, "a/" + "x" * 300])
def test_a_folder_that_cannot_be(name, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(InputError) as caught, writing(str(tmp_path / name)):
        pytest.fail("it was written")
    assert codes(caught) == ["folder_unwritable"]
    assert tree(tmp_path) == {"file": b""}


def test_what_somebody_else_wrote_in_the_meantime_stays(tmp_path):
    """The second of three names is taken after it was asked for: the first is taken back."""
    with pytest.raises(InputError) as caught:
        put(tmp_path, "one", "two", "three", then=lambda stage: (stage.target / "two").write_bytes(b"theirs"))
    assert codes(caught) == ["file_exists"]
    assert tree(tmp_path) == {"two": b"theirs"}


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_is_no_file_that_is_replaced(tmp_path, overwrite):
    (tmp_path / "two").mkdir()
    with pytest.raises(InputError) as caught:
        put(tmp_path, "one", "two", overwrite=overwrite)
    assert codes(caught) == ["no_file"]
    assert tree(tmp_path) == {"two": None}


def test_what_was_new_is_taken_back_where_others_are_replaced(tmp_path):
    with pytest.raises(InputError) as caught:
        put(tmp_path, "one", "two", "three", overwrite=True, then=lambda stage: (stage.target / "three").mkdir())
    assert codes(caught) == ["file_exists"]
    assert tree(tmp_path) == {"three": None}


def test_what_was_replaced_or_dropped_comes_back_where_another_cannot_appear(tmp_path):
    for name in ("one", "old"):
        (tmp_path / name).write_bytes(b"before")

    def then(stage):
        stage.drop("old")
        (stage.target / "three").mkdir()

    with pytest.raises(InputError):
        put(tmp_path, "one", "two", "three", overwrite=True, then=then)
    assert tree(tmp_path) == {"one": b"before", "old": b"before", "three": None}
    with writing(str(tmp_path), overwrite=True) as stage:
        stage.drop("old")
        stage.drop("never there")
        stage.write("one", b"after")
    assert tree(tmp_path) == {"one": b"after", "three": None}


def test_one_document_may_replace_another_where_the_others_may_not(tmp_path):
    (tmp_path / "one").write_bytes(b"before")
    with writing(str(tmp_path)) as stage:
        stage.write("one", b"after", replace=True)
    assert tree(tmp_path) == {"one": b"after"}


def test_a_document_is_named_without_a_folder(tmp_path):
    with pytest.raises(ValueError, match="without a folder"):
        put(tmp_path / "a", "../one")
    assert tree(tmp_path) == {}


def test_a_file_system_without_links(tmp_path, monkeypatch):
    def no_links(*_):
        raise OSError(errno.EPERM, "no links")

    monkeypatch.setattr(disk.os, "link", no_links)
    write_file(str(tmp_path / "a" / "one"), b"1")
    assert tree(tmp_path) == {"a": None, "a/one": b"1"}
    with pytest.raises(InputError) as caught:
        put(tmp_path, "two", "three", then=lambda stage: (stage.target / "three").write_bytes(b"theirs"))
    assert codes(caught) == ["file_exists"]
    assert tree(tmp_path) == {"a": None, "a/one": b"1", "three": b"theirs"}


def test_one_document(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write_file("one", b"1")
    with pytest.raises(InputError) as caught:
        write_file("one", b"2")
    assert codes(caught) == ["file_exists"]
    assert tree(tmp_path) == {"one": b"1"}
    write_file("one", b"2", overwrite=True)
    assert tree(tmp_path) == {"one": b"2"}
    assert (tmp_path / "one").stat().st_mode & 0o777 == 0o666 & ~_umask()


def _umask():
    mask = os.umask(0)
    os.umask(mask)
    return mask


# Noty.


def issued():
    case = piecza.read_case((EXAMPLES / "powiat.json").read_bytes())
    agreement = read_agreement((EXAMPLES / "porozumienie.toml").read_bytes())
    months = [notas(case, month, agreement, issued=date(2025, 12, 1)) for month in ("2025-10", "2025-09")]
    return [nota for noty in months for nota in noty]


def correction(number):
    nota = issued()[0]
    return CorrectingNota.model_construct(month=nota.month, gmina=nota.gmina, number=number)


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("3/PZ/K/10/2025", "korekta-2025-10-2604043-3-PZ-K-10-2025"),
        ("../../x", "korekta-2025-10-2604043-x"),
        (" 7 ", "korekta-2025-10-2604043-7"),
    ],
)
def test_the_name_of_a_correction(number, name):
    assert name_of(correction(number)) == name


def test_noty_are_read_in_the_order_of_their_files(tmp_path):
    noty = issued()
    assert [name_of(nota) for nota in noty] == ["nota-2025-10-2604043", "nota-2025-09-2604043"]
    with writing(str(tmp_path)) as stage:
        for nota in noty:
            stage.write(f"{name_of(nota)}.json", nota.to_json().encode())
    (tmp_path / "powiat.json").write_bytes((EXAMPLES / "powiat.json").read_bytes())
    (tmp_path / "list.json").write_bytes(b"[]")
    (tmp_path / "note.txt").write_bytes(b"piecza.nota/1")
    assert read_notas(str(tmp_path)) == noty[::-1]
    assert read_notas(str(tmp_path)) != noty


def test_noty_that_are_broken_are_named_by_their_files(tmp_path):
    text = issued()[0].to_json()
    (tmp_path / "a.json").write_text(text[:-9], encoding="utf-8")
    (tmp_path / "b.json").write_text(text, encoding="utf-8")
    (tmp_path / "c.json").write_text(text.replace('"number": "', '"nr": "', 1), encoding="utf-8")
    (tmp_path / "d.json").write_bytes(text.encode("cp1250", "replace"))
    with pytest.raises(InputError) as caught:
        read_notas(str(tmp_path))
    errors = [(error.place.file, error.code) for error in caught.value.errors]
    assert errors[0] == ("a.json", "not_json")
    assert {code for file, code in errors if file == "c.json"} == {"missing_field", "unknown_field"}
    assert errors[-1] == ("d.json", "encoding")
    assert {file for file, _ in errors} == {"a.json", "c.json", "d.json"}


def test_a_folder_of_noty_that_is_none(tmp_path):
    assert read_notas(str(tmp_path)) == []
    for name in ("missing", "file"):
        (tmp_path / "file").touch()
        with pytest.raises(InputError) as caught:
            read_notas(str(tmp_path / name))
        assert codes(caught) == ["file_not_found"]
