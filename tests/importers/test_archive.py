"""Members of an archive are found however they are named, and never unpack to more than allowed."""

import zipfile

import pytest
from conftest import zipped

from studio_app.domain.errors import Damaged, Protected, TooLarge
from studio_app.importers import archive


@pytest.fixture
def opened(tmp_path):
    def make(files: dict[str, bytes | str] | bytes) -> archive.Archive:
        path = tmp_path / "a.zip"
        path.write_bytes(files if isinstance(files, bytes) else zipped(files))
        return archive.Archive(path)

    return make


@pytest.mark.parametrize("name", ["a/Ü b.txt", "a/%C3%9C%20b.txt", "A/ü B.TXT", "a/U\u0308 b.txt"])
def test_names_are_found(opened, name: str) -> None:
    with opened({"a/Ü b.txt": "x"}) as found:
        assert found.find(name) == "a/Ü b.txt"
        assert found.find("b.txt") is None


def test_a_percent_sign_in_a_name(opened) -> None:
    with opened({"100%25.txt": "x", "100%.txt": "y"}) as found:
        assert found.read(found.find("100%25.txt"), 10) == b"x"


@pytest.mark.parametrize(("limit", "fits"), [(5, True), (4, False)])
def test_the_limit_is_held_to_the_byte(opened, limit: int, fits: bool) -> None:
    with opened({"a": "12345"}) as found:
        if fits:
            assert found.read("a", limit) == b"12345"
        else:
            with pytest.raises(TooLarge):
                found.read("a", limit)


def test_other_packing_methods_are_refused(opened, tmp_path) -> None:
    path = tmp_path / "bz.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as packed:
        packed.writestr("a", "x" * 1000)
    with archive.Archive(path) as found, pytest.raises(Damaged):
        found.read("a", 10_000)


def test_password(opened) -> None:
    data = bytearray(zipped({"a": "x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with opened(bytes(data)) as found, pytest.raises(Protected):
        found.read("a", 10)


def test_wrong_checksum(opened) -> None:
    data = zipped({"mimetype": "hello world"}).replace(b"hello", b"jello")
    with opened(data) as found, pytest.raises(Damaged):
        found.read("mimetype", 100)


def test_endless_list_of_files(opened, monkeypatch) -> None:
    monkeypatch.setattr("studio_app.importers.limits.ARCHIVE_DIRECTORY", 500)
    with pytest.raises(TooLarge):
        opened({f"name {n}": "" for n in range(50)})


def test_too_many_files(opened, monkeypatch) -> None:
    monkeypatch.setattr("studio_app.importers.limits.ARCHIVE_ENTRIES", 5)
    with pytest.raises(TooLarge):
        opened({f"name {n}": "" for n in range(6)})


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("b.xhtml#x", "a/b.xhtml"),
        ("../c/b.xhtml?q", "c/b.xhtml"),
        ("./../a/./b.xhtml", "a/b.xhtml"),
        ("/b.xhtml", "b.xhtml"),
        ("%C3%9C%20b.xhtml", "a/Ü b.xhtml"),
        ("..\\c\\b.xhtml", "c/b.xhtml"),
        ("http://host/c/b.xhtml", "c/b.xhtml"),
        ("file:///c/b.xhtml", "c/b.xhtml"),
        ("../../etc/passwd", None),
        ("../../a/b.xhtml", None),
        ("%2e%2e/%2e%2e/etc/passwd", None),
        ("mailto:a@b.c", None),
    ],
)
def test_addresses(href: str, expected: str | None) -> None:
    assert archive.resolve("a/base.xhtml", href) == expected
