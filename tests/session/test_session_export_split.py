"""A clip that was spoken is split, put together again, and the split undone: no export of it has another sample."""

import numpy as np
import pytest
import soundfile
from script_desk_session import CHAPTER, SECOND, run

from studio_app.domain.edits.timeline import Edge, merge_clips, stretch_clip
from studio_app.jobs.stop import Stop
from studio_app.session.export import ExportWish, export_book


async def exported(table, out):
    """Export what is there; return its samples as whole numbers."""
    await table.studio.flush()
    (made,) = export_book(table.studio.file, ExportWish(out, "wav", bits=24, workers=1), Stop()).files
    return soundfile.read(made.path, dtype="int32")[0]


@pytest.mark.parametrize("fixed", [False, True])
def test_split_merge_and_undo_change_no_exported_sample(tmp_path, fixed):
    async def work(table):
        await table.generate()
        clip = table.row[0]
        if fixed:
            table.desk.do(
                CHAPTER, lambda held: stretch_clip(held, clip.id, Edge.END, clip.start + clip.length * 6 // 5)
            )
        begun = await exported(table, tmp_path / "begun")
        await table.desk.split(CHAPTER, clip.id, clip.start + SECOND // 2)
        halves = [held.id for held in table.row[:2]]
        cut = await exported(table, tmp_path / "cut")
        table.desk.do(CHAPTER, lambda held: merge_clips(held, halves))
        whole = await exported(table, tmp_path / "whole")
        await table.undo()
        await table.undo()
        return begun, cut, whole, await exported(table, tmp_path / "undone")

    begun, *others = run(tmp_path, work)
    assert begun.any()
    assert all(np.array_equal(begun, other) for other in others)
