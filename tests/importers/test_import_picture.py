"""A cover a person chooses."""

import pytest

from studio_app.domain.errors import FileRefused, TooLarge, WrongFormat
from studio_app.importers import picture


@pytest.mark.parametrize(("start", "kind"), [(b"\xff\xd8\xff\xe0", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png")])
def test_is_told_by_its_content(tmp_path, start, kind):
    path = tmp_path / "cover.txt"
    path.write_bytes(start + b"rest")
    cover = picture.read(path)
    assert (cover.media_type, cover.data) == (kind, start + b"rest")


def test_anything_else_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(picture, "LARGEST", 10)
    (tmp_path / "cover.png").write_bytes(b"GIF89a")
    (tmp_path / "large.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(9))
    for name, error in (("cover.png", WrongFormat), ("large.png", TooLarge), ("none.png", FileRefused)):
        with pytest.raises(error):
            picture.read(tmp_path / name)
