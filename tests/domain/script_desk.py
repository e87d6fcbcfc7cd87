"""A script under test: one chapter with a timeline, and what its clips and paragraphs say."""

from dataclasses import replace
from itertools import pairwise

from studio_app.domain.cast import Casting, Speaker
from studio_app.domain.edits import timeline as clips
from studio_app.domain.edits import tracks
from studio_app.domain.edits.cast import speaking
from studio_app.domain.edits.change import apply
from studio_app.domain.edits.desk import on_timeline, track_speaker
from studio_app.domain.edits.following import followed, is_said
from studio_app.domain.manuscript import Draft, DraftChapter, Kind
from studio_app.domain.project import Voicing, project_from_draft
from studio_app.domain.timeline import CROSSFADING, TrackKind, misfit

NARRATOR, ANN = 1, 2
CHAPTER = 1
SECOND = 48_000


class Desk:
    """A script of one chapter, with a track for the narrator, one for Ann and one of effects."""

    def __init__(self):
        cast = (
            Speaker(NARRATOR, "Narrator", Casting.of("local", "m", "v")),
            Speaker(ANN, "Ann", Casting.of("local", "m", "w")),
        )
        draft = Draft("Script", (DraftChapter("Script", ()),))
        self.project = replace(project_from_draft(draft, speakers=cast, voicing=Voicing()), paragraphs={})
        self.changes = []
        self.do(tracks.add_track, TrackKind.VOICEOVER, "Narrator")
        self.do(tracks.add_track, TrackKind.VOICEOVER, "Ann", speaker_id=ANN)
        self.do(tracks.add_track, TrackKind.SFX, "Effects")
        self.told, self.ann, self.effects = (track.id for track in self.timeline.tracks)

    def do(self, edit, *args, **more):
        before = self.project
        self.project, change = on_timeline(before, CHAPTER, lambda held: edit(held, *args, **more))
        assert apply(before, change) == self.project
        assert apply(self.project, change.inverse()) == before
        self.changes.append(change)
        return change

    def say(self, track, start, text, length=1, **more):
        """Put a clip there, in seconds; return its id."""
        self.do(clips.add_clip, track, start * SECOND, length * SECOND, text=text, **more)
        return self.timeline.last_id

    @property
    def timeline(self):
        return self.project.timelines[CHAPTER]

    @property
    def texts(self):
        return [p.text for p in self.project.paragraphs.get(CHAPTER, ())]

    def paragraph(self, clip_id):
        return self.project.paragraph(self.timeline.clip(clip_id).paragraph_id)

    def edit(self, edit, *args, **more):
        """Edit the manuscript or the cast, as a studio does: with what follows for the timeline."""
        before = self.project
        change = followed(before, edit(before, *args, **more)[1])
        self.project = apply(before, change)
        assert apply(self.project, change.inverse()) == before
        self.changes.append(change)
        return change

    def row(self, track_id):
        """What stands on a track: start and length in seconds, and text."""
        lane = self.timeline.lane(track_id)
        return [(clip.start / SECOND, clip.length / SECOND, clip.text) for clip in lane]


def assert_agreed(project):
    """All that must hold between manuscript and timelines, looked at without their own look-ups."""
    for chapter_id, timeline in project.timelines.items():
        spoken = {}
        for track in timeline.tracks:
            lane = list(timeline.lane(track.id))
            if track.kind not in CROSSFADING:
                assert all(left.end <= right.start for left, right in pairwise(lane))
            assert not any(misfit(timeline, clip) for clip in lane)
            for clip in lane:
                if clip.paragraph_id:
                    assert track.kind is TrackKind.VOICEOVER
                    assert clip.paragraph_id not in spoken
                    spoken[clip.paragraph_id] = clip, track
                else:
                    assert track.kind is not TrackKind.VOICEOVER or not clip.text.strip()
        held = {p.id: p for p in project.paragraphs.get(chapter_id, ())}
        assert spoken.keys() <= held.keys()
        for paragraph_id, (clip, track) in spoken.items():
            paragraph = held[paragraph_id]
            assert clip.text == paragraph.text
            assert paragraph.included
            assert paragraph.kind is not Kind.SCENE_BREAK
            assert paragraph.locked == (clip.locked or track.locked)
            who = speaking(project, paragraph)
            assert len(who) != 1 or who == {track_speaker(project, track)}
            assert timeline.clip_of(paragraph_id) is clip
        assert {p.id for p in held.values() if is_said(p)} <= spoken.keys()
