"""Every tag is read back by two programs that know nothing of ours: mutagen and FFmpeg (through PyAV)."""

import base64
import struct
import wave
from dataclasses import replace

import av
import mutagen
import numpy as np
import pytest
import soundfile
from mutagen.flac import FLAC, Picture
from mutagen.id3 import ID3
from mutagen.mp3 import MP3
from mutagen.mp4 import MP4
from mutagen.oggopus import OggOpus
from mutagen.wave import WAVE

from studio_app.audio.encode import EncodeJob, Encoding
from studio_app.audio.pipeline import encode_files
from studio_app.domain.manuscript import Metadata
from studio_app.domain.mixplan import ChapterMark, PlanMark
from studio_app.exporters import id3, vorbis
from studio_app.exporters.deliver import plan_hash
from studio_app.exporters.languages import three_letters
from studio_app.exporters.tags import LARGEST_COVER, BookTags, ChapterTime, chaptered, tags_for

FORMATS = ("mp3", "wav", "flac", "m4b", "opus")
TITLES = ["První: kapitola", "Druhá 物語", "Third 🐎"]
AUTHORS = "Ana Šmídová; B. O'Neil"


def with_ffmpeg(path):
    """(tags in lower case, [(title, start, end)], cover bytes, samples decoded) as FFmpeg sees a file."""
    with av.open(str(path)) as container:
        tags = container.streams.audio[0].metadata | container.metadata  # Ogg has them in the stream
        chapters = [
            (c["metadata"].get("title"), float(c["start"] * c["time_base"]), float(c["end"] * c["time_base"]))
            for c in container.chapters()
        ]
        pictures = [bytes(p) for p in container.demux(video=0) if p.size] if container.streams.video else []
    with av.open(str(path)) as container:
        samples = sum(frame.samples for frame in container.decode(audio=0))
    return {name.lower(): value for name, value in tags.items()}, chapters, b"".join(pictures[:1]), samples


@pytest.mark.parametrize("format_", FORMATS)
def test_ffmpeg_reads_the_tags(desk, book, format_):
    tags = with_ffmpeg(desk.make(format_, TITLES, track=2, tracks=7))[0]
    assert tags["title"] == tags["album"] == book.title
    assert tags["artist"].replace(";", "; ").replace("  ", " ") == AUTHORS
    assert tags["genre"] == "Audiobook"
    assert book.description in (tags["comment"], tags.get("description"))
    assert tags["track"].split("/")[0] == "2"
    assert tags["isbn"] == book.isbn
    assert tags["encoder"] == "Lectern"


@pytest.mark.parametrize("format_", ["mp3", "flac", "m4b", "opus"])
def test_ffmpeg_reads_who_speaks_and_who_published(desk, book, format_):
    tags = with_ffmpeg(desk.make(format_, TITLES))[0]
    assert tags["composer"] == book.narrator
    assert tags["publisher"] == book.publisher
    assert tags["album_artist"] == AUTHORS


@pytest.mark.parametrize("format_", FORMATS)
def test_ffmpeg_reads_the_chapters_in_order(desk, format_):
    chapters = with_ffmpeg(desk.make(format_, TITLES))[1]
    assert [title for title, _, _ in chapters] == TITLES
    assert [start for _, start, _ in chapters] == pytest.approx([0, 1, 2], abs=0.001)
    assert [end for _, _, end in chapters] == pytest.approx([1, 2, 3], abs=0.01)


@pytest.mark.parametrize("format_", FORMATS)
def test_ffmpeg_reads_the_cover(desk, cover, format_):
    assert with_ffmpeg(desk.make(format_, TITLES))[2] == cover.data


@pytest.mark.parametrize("format_", FORMATS)
def test_tags_do_not_touch_the_sound(desk, make_plan, tmp_path, format_):
    rate = 48000 if format_ == "opus" else 44100
    plan = make_plan(TITLES, rate)
    bare = tmp_path / f"bare.{format_}"
    job = EncodeJob(plan, Encoding(format_), bare)
    list(encode_files([job], desk.fetch, workers=1))
    tagged = desk.make(format_, TITLES)
    heard = [np.concatenate([f.to_ndarray() for f in av.open(str(p)).decode(audio=0)], axis=1) for p in (bare, tagged)]
    assert np.array_equal(*heard)
    assert heard[0].shape[1] >= plan.length


@pytest.mark.parametrize("format_", FORMATS)
def test_300_chapters_are_all_there(desk, format_):
    titles = [f"Kapitola {n} ž" for n in range(1, 301)]
    _, chapters, _, samples = with_ffmpeg(desk.make(format_, titles, seconds=0.1))
    assert [title for title, _, _ in chapters] == titles
    assert samples >= 30 * 44100


def test_mutagen_reads_the_mp3(desk, book, cover):
    mp3 = MP3(desk.make("mp3", TITLES, track=2, tracks=7))
    tags = mp3.tags
    assert tags.version == (2, 3, 0)
    wanted = {"TIT2": book.title, "TPE1": AUTHORS, "TPE2": AUTHORS, "TALB": book.title, "TCOM": book.narrator}
    wanted |= {
        "TRCK": "2/7",
        "TLAN": "ces",
        "TPUB": book.publisher,
        "TCON": "Audiobook",
        "TLEN": "3000",
        "TSSE": "Lectern",
    }
    wanted |= {"TXXX:ISBN": book.isbn, "TXXX:DESCRIPTION": book.description, "COMM::ces": book.description}
    assert {name: str(tags[name]) for name in wanted} == wanted
    assert (tags["APIC:"].data, tags["APIC:"].mime, tags["APIC:"].type) == (cover.data, "image/png", 3)
    assert mp3.info.length == pytest.approx(3, abs=0.001)


def test_mutagen_reads_the_chapters_of_an_mp3(desk):
    tags = ID3(desk.make("mp3", TITLES))
    contents = tags["CTOC:toc"]
    chapters = [tags[f"CHAP:{child}"] for child in contents.child_element_ids]
    assert contents.flags == 3
    assert [str(chapter.sub_frames["TIT2"]) for chapter in chapters] == TITLES
    assert [(chapter.start_time, chapter.end_time) for chapter in chapters] == [(0, 1000), (1000, 2000), (2000, 3000)]


def test_a_table_of_contents_over_255_chapters_is_a_table_of_tables(desk):
    tags = ID3(desk.make("mp3", [str(n) for n in range(300)], seconds=0.1))
    children = [tags[f"CTOC:{child}"].child_element_ids for child in tags["CTOC:toc"].child_element_ids]
    assert [len(part) for part in children] == [255, 45]
    assert [str(tags[f"CHAP:{c}"].sub_frames["TIT2"]) for part in children for c in part] == [
        str(n) for n in range(300)
    ]


def test_a_chapter_file_has_one_chapter_frame(desk):
    deliveries, encoding = desk.chapters(2)
    second = ID3(desk.deliver(deliveries, encoding)[1].path)
    assert [frame.sub_frames["TIT2"].text for frame in second.getall("CHAP")] == [["Chapter 2"]]
    assert (str(second["TIT2"]), str(second["TRCK"])) == ("Chapter 2", "2/2")
    assert second["CHAP:chp0"].end_time == 700


def test_mutagen_reads_the_m4b(desk, book, cover):
    mp4 = MP4(desk.make("m4b", TITLES, track=2, tracks=7))
    free = {name: bytes(mp4[f"----:com.apple.iTunes:{name}"][0]).decode() for name in ("ISBN", "LANGUAGE", "PUBLISHER")}
    assert (mp4["©nam"], mp4["©ART"], mp4["aART"]) == ([book.title], [AUTHORS], [AUTHORS])
    assert mp4["©wrt"] == mp4["©nrt"] == [book.narrator]
    assert (mp4["desc"], mp4["ldes"], mp4["©gen"]) == ([book.description], [book.description], ["Audiobook"])
    assert (mp4["trkn"], mp4["stik"], mp4["pgap"]) == ([(2, 7)], [2], True)
    assert free == {"ISBN": book.isbn, "LANGUAGE": "ces", "PUBLISHER": book.publisher}
    assert bytes(mp4["covr"][0]) == cover.data
    assert [(c.title, c.start) for c in mp4.chapters] == list(zip(TITLES, [0, 1, 2], strict=True))


def test_a_very_long_chapter_title_does_not_spoil_an_m4b(desk):
    path = desk.make("m4b", ["ж" * 400, "", "e\u0301" * 200])
    assert [c.title for c in MP4(path).chapters] == ["ж" * 127, "2", "e\u0301" * 85]


def test_mutagen_reads_the_flac(desk, book, cover):
    flac = FLAC(desk.make("flac", TITLES, track=2, tracks=7))
    assert flac["artist"] == list(book.authors)
    assert flac["performer"] == flac["composer"] == flac["narrator"] == [book.narrator]
    assert (flac["language"], flac["tracknumber"], flac["tracktotal"]) == (["ces"], ["2"], ["7"])
    assert (flac["chapter002"], flac["chapter002name"]) == (["00:00:01.000"], [TITLES[1]])
    assert (flac.pictures[0].data, flac.pictures[0].type) == (cover.data, 3)


def test_mutagen_reads_the_opus(desk, book, cover):
    opus = OggOpus(desk.make("opus", TITLES))
    picture = Picture(base64.b64decode(opus["metadata_block_picture"][0]))
    assert (opus["title"], opus["publisher"]) == ([book.title], [book.publisher])
    assert (opus["chapter003"], opus["chapter003name"]) == (["00:00:02.000"], [TITLES[2]])
    assert (picture.data, picture.mime, picture.type) == (cover.data, "image/png", 3)


def test_mutagen_reads_the_wav(desk, book, cover):
    tags = WAVE(desk.make("wav", TITLES)).tags
    assert (str(tags["TIT2"]), str(tags["TCOM"]), str(tags["TXXX:ISBN"])) == (book.title, book.narrator, book.isbn)
    assert tags["APIC:"].data == cover.data
    assert len(tags.getall("CHAP")) == 3


def chunks_of(data):
    """(name, body) of all chunks of a RIFF or RF64 file, which must fill it exactly."""
    position, found = 12, []
    while position < len(data):
        name, size = struct.unpack_from("<4sI", data, position)
        found.append((name, data[position + 8 : position + 8 + size]))
        position += 8 + size + size % 2
    assert position == len(data)
    return found


@pytest.mark.parametrize("title", ["a", "ab"])
def test_a_wav_stays_a_valid_chain_of_chunks(desk, title):
    path = desk.make("wav", [title, title])
    data = path.read_bytes()
    names = [name for name, _ in chunks_of(data)]
    assert struct.unpack_from("<I", data, 4) == (len(data) - 8,)
    assert names == [b"fmt ", b"data", b"cue ", b"LIST", b"LIST", b"id3 "]
    with wave.open(str(path)) as read:
        assert read.getnframes() == 88200
    assert soundfile.info(path).frames == 88200


def test_a_wav_with_an_odd_number_of_bytes_is_padded(desk, make_plan, tmp_path):
    plan = make_plan(["x"], seconds=0.30001 + 1 / 44100)
    encoding = Encoding("wav", bits=24)
    delivery = desk.delivery("odd.wav", plan, BookTags("odd"), encoding)
    desk.deliver([delivery], encoding)
    data = delivery.path.read_bytes()
    assert plan.length % 2 == 1
    assert dict(chunks_of(data))[b"id3 "].startswith(b"ID3")
    assert soundfile.info(delivery.path).frames == plan.length


def test_an_rf64_file_gets_its_tags_too(desk, monkeypatch):
    monkeypatch.setattr("studio_app.audio.riff.RF64_FROM", 1000)
    path = desk.make("wav", TITLES)
    data = path.read_bytes()
    tags, chapters, _, samples = with_ffmpeg(path)
    assert data[:4] == b"RF64"
    assert struct.unpack_from("<Q", data, 20) == (len(data) - 8,)
    assert (tags["isbn"], len(chapters), samples) == ("9788000000000", 3, 3 * 44100)
    assert soundfile.info(path).frames == 3 * 44100


@pytest.mark.parametrize("format_", FORMATS)
def test_the_same_book_gives_the_same_bytes(desk, format_):
    first = desk.make(format_, TITLES).read_bytes()
    (desk.folder / f"book.{format_}").unlink()
    assert desk.make(format_, TITLES).read_bytes() == first


@pytest.mark.parametrize("format_", FORMATS)
def test_a_book_of_which_nothing_is_known_can_be_tagged(desk, make_plan, format_):
    plan, encoding = make_plan(["x"], 48000), Encoding(format_)
    delivery = desk.delivery(f"x.{format_}", plan, tags_for(Metadata(), plan), encoding)
    desk.deliver([delivery], encoding)
    assert mutagen.File(delivery.path) is not None
    assert with_ffmpeg(delivery.path)[0]["genre"] == "Audiobook"


def test_what_no_tag_can_hold_is_left_out():
    tags = BookTags(
        "a\x00b\ud800\n c", authors=("", " A\tB "), description="x\r\ny\x01", chapters=(ChapterTime("", 0, 1),)
    )
    assert (tags.title, tags.authors, tags.description, tags.chapters[0].title) == ("ab c", ("A B",), "x\ny", "1")


def test_a_jpeg_is_called_a_jpeg(desk, cover):
    tag = id3.tag(BookTags("x", cover=type(cover)(b"\xff\xd8\xff\xe0 jpeg", "image/jpeg")), 1)
    (desk.folder.parent / "x.mp3").write_bytes(tag)
    picture = ID3(desk.folder.parent / "x.mp3")["APIC:"]
    assert (picture.mime, picture.data) == ("image/jpeg", b"\xff\xd8\xff\xe0 jpeg")


def test_a_cover_too_large_is_left_out_and_logged(caplog, cover, monkeypatch):
    monkeypatch.setattr("studio_app.exporters.tags.LARGEST_COVER", 10)
    assert BookTags("x", cover=cover).cover is None
    assert "cover is left out" in caplog.text


def test_a_cover_as_large_as_can_be_is_written(desk, make_plan, cover):
    plan, encoding = make_plan(["x"]), Encoding("flac")
    tags = BookTags("x", cover=type(cover)(bytes(LARGEST_COVER), "image/jpeg"))
    delivery = desk.delivery("x.flac", plan, tags, encoding)
    desk.deliver([delivery], encoding)
    assert len(FLAC(delivery.path).pictures[0].data) == LARGEST_COVER


def test_a_tag_is_what_the_standard_says_byte_for_byte():
    tag = id3.tag(BookTags("A", chapters=(ChapterTime("ž", 0.5, 1.25),), encoder=""), 2)
    assert tag == (
        b"ID3\x03\x00\x00\x00\x00\x01\x05"
        b"TIT2\x00\x00\x00\x02\x00\x00\x00A"
        b"TCON\x00\x00\x00\x0a\x00\x00\x00Audiobook"
        b"TLEN\x00\x00\x00\x05\x00\x00\x002000"
        b"CTOC\x00\x00\x00\x1e\x00\x00toc\x00\x03\x01chp0\x00TIT2\x00\x00\x00\x09\x00\x00\x00Contents"
        b"CHAP\x00\x00\x00\x24\x00\x00chp0\x00\x00\x00\x01\xf4\x00\x00\x04\xe2\xff\xff\xff\xff\xff\xff\xff\xff"
        b"TIT2\x00\x00\x00\x05\x00\x00\x01\xff\xfe\x7e\x01"
    )


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("cs-CZ", "ces"),
        ("de", "deu"),
        ("EN_us", "eng"),
        ("zh-Hans", "zho"),
        ("cmn", "cmn"),
        ("iw", "heb"),
        ("", ""),
        ("x-no", ""),
    ],
)
def test_languages_have_three_letters(tag, code):
    assert three_letters(tag) == code


def test_late_chapters_of_a_very_long_book_have_hours(make_plan):
    late = BookTags("x", chapters=(ChapterTime("z", 100 * 3600 + 62.5, 100 * 3600 + 70),))
    assert vorbis._comments(late)["CHAPTER001"] == ["100:01:02.500"]


def test_the_plan_hash_changes_with_whatever_changes_the_file(make_plan, book, cover):
    plan = make_plan(TITLES)
    tags = tags_for(book, plan, cover=cover)
    item = plan.items[1]
    hashes = [
        plan_hash(plan, Encoding("mp3"), tags),
        plan_hash(plan, Encoding("mp3", 128), tags),
        plan_hash(plan, Encoding("wav"), tags),
        plan_hash(plan, Encoding("wav", bits=24), tags),
        plan_hash(plan, Encoding("mp3"), replace(tags, cover=None)),
        plan_hash(plan, Encoding("mp3"), replace(tags, isbn="1")),
        plan_hash(replace(plan, items=plan.items[:2]), Encoding("mp3"), tags),
        plan_hash(replace(plan, items=(plan.items[0], replace(item, gain=0.4), plan.items[2])), Encoding("mp3"), tags),
        plan_hash(replace(plan, marks=(ChapterMark(1, "x", 0, 9),)), Encoding("mp3"), tags),
    ]
    assert len(set(hashes)) == len(hashes)


def test_the_plan_hash_does_not_change_with_what_no_one_hears(make_plan, book):
    plan = make_plan(TITLES)
    tags = tags_for(book, plan)
    take = replace(plan.items[0].take, id=99, made="2026", cost=3.0)
    other = replace(plan, items=(replace(plan.items[0], take=take, segment=(4, 2)), *plan.items[1:]))
    assert plan_hash(plan, Encoding("mp3"), tags) == plan_hash(other, Encoding("mp3", 192, 24), tags)


MARKED = (PlanMark("Intro", 0, 0), PlanMark("Píseň 🎵", 11025, 44100), PlanMark("", 33075, 33075))


def cues_of(path):
    """[(sample, name, samples long)] as a reader of the standard finds them, who knows nothing of ours."""
    found, names, lengths = [], {}, {}
    chunks = chunks_of(path.read_bytes())
    (count,) = struct.unpack_from("<I", body := dict(chunks)[b"cue "])
    for n in range(count):
        number, _, kind, _, _, at = struct.unpack_from("<II4sIII", body, 4 + 24 * n)
        assert kind == b"data"
        found.append((number, at))
    for kind, body in subchunks(next(body[4:] for name, body in chunks if body.startswith(b"adtl"))):
        (number,) = struct.unpack_from("<I", body)
        if kind == b"labl":
            names[number] = body[4:].rstrip(b"\0").decode()
        else:
            lengths[number], purpose = struct.unpack_from("<I4s", body, 4)
            assert (kind, purpose, len(body)) == (b"ltxt", b"rgn ", 20)
    return [(at, names.get(number, ""), lengths.get(number, 0)) for number, at in found]


def subchunks(data):
    at = 0
    while at < len(data):
        name, size = struct.unpack_from("<4sI", data, at)
        yield name, data[at + 8 : at + 8 + size]
        at += 8 + size + size % 2


def marked(desk, make_plan, format_, titles=("Whole",)):
    plan = replace(make_plan(list(titles), 48000 if format_ == "opus" else 44100), marked=MARKED)
    plan = plan if format_ == "wav" else chaptered(plan)
    delivery = desk.delivery(f"marked.{format_}", plan, tags_for(Metadata(title="T"), plan), Encoding(format_))
    return desk.deliver([delivery], Encoding(format_))[0].path


def test_markers_and_regions_are_cue_points_of_a_wav(desk, make_plan):
    path = marked(desk, make_plan, "wav")
    assert cues_of(path) == [(0, "Intro", 0), (11025, "Píseň 🎵", 33075), (33075, "", 0)]
    assert soundfile.info(path).frames == 44100
    assert ("Píseň 🎵", 0.25) in [chapter[:2] for chapter in with_ffmpeg(path)[1]]


def test_cue_points_of_a_book_begin_with_its_chapters(desk, make_plan):
    found = cues_of(marked(desk, make_plan, "wav", TITLES))
    assert found[:3] == [(44100 * n, title, 0) for n, title in enumerate(TITLES)]
    assert [name for _, name, _ in found[3:]] == ["Intro", "Píseň 🎵", ""]


@pytest.mark.parametrize("format_", ["mp3", "flac", "m4b", "opus"])
def test_named_marks_are_chapters_where_there_are_no_cue_points(desk, make_plan, format_):
    chapters = with_ffmpeg(marked(desk, make_plan, format_))[1]
    rate = 48000 if format_ == "opus" else 44100
    assert [title for title, _, _ in chapters] == ["Intro", "Píseň 🎵"]
    assert [start for _, start, _ in chapters] == pytest.approx([0, 11025 / rate], abs=0.001)


def test_the_chapters_of_a_book_are_not_what_its_timelines_mark(make_plan):
    plan = replace(make_plan(TITLES), marked=MARKED)
    assert chaptered(plan) is plan
    unnamed = replace(make_plan(["One"]), marked=(PlanMark("", 9, 9),))
    assert chaptered(unnamed) is unnamed


def test_another_marker_makes_another_wav_and_no_marker_changes_no_hash(make_plan):
    plan = make_plan(["One"])
    tags = [tags_for(Metadata(title="T"), replace(plan, marked=m)) for m in ((), MARKED, MARKED[:2])]
    assert len({plan_hash(plan, Encoding("wav"), t) for t in tags}) == 3
    assert len({plan_hash(plan, Encoding("mp3"), t) for t in tags}) == 1
