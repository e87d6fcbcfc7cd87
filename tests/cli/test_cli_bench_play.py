"""bench play, the streamed part: from a provider's first byte to the first sample."""

import asyncio

from studio_app.cli.benches import play
from studio_app.cli.benches.book import write_book
from studio_app.cli.benches.machine import lectern


def test_what_comes_in_is_measured_from_its_first_byte(tmp_path, monkeypatch):
    monkeypatch.setattr(play, "_STREAMS", 2)
    book, project = tmp_path / "b.epub", tmp_path / "b.lectern"
    write_book(book, words=120, chapter_words=120)
    lectern("import", str(book), "-o", str(project))
    found = asyncio.run(play._streamed(project, tmp_path))
    first = found["first_byte_to_sound_ms"]
    assert 0 < first["p50"] <= first["max"] < 1000
    assert found["click_to_sound_ms"] > 100 + first["p50"], "the provider takes 150 ms to begin"
    assert found["limit_ms"] == 50
