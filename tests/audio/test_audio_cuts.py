import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from studio_app.audio.cuts import CutRule, Window, cuts, windows
from studio_app.domain.mixplan import MixPlan, PlanItem
from studio_app.domain.takes import Levels, Take

RULE = CutRule(frame=10, before=20, after=10)
TAKE = Take(1, "", "", "", "", "", "pcm_s16le", 100, 1, 100, 0, 100, Levels(0, 0))


def plan_of(pairs):
    """Lay out (silence, length) pairs."""
    at, items = 0, []
    for silence, length in pairs:
        items.append(PlanItem(TAKE, at + silence, length))
        at += silence + length
    return MixPlan(100, at, tuple(items), ())


PLANS = st.lists(st.tuples(st.integers(0, 90), st.integers(0, 300)), max_size=12).map(plan_of)


@settings(deadline=None)
@given(PLANS, st.sampled_from([None, RULE]))
def test_windows_cover_the_plan_once_in_order(plan, rule):
    found = list(windows(plan, rule, 100, 400))
    assert found[0].start == 0
    assert found[-1].end == plan.length
    assert all(a.end == b.start for a, b in itertools.pairwise(found))
    assert all(w.opens <= w.start <= w.end <= w.closes for w in found)


@settings(deadline=None)
@given(PLANS)
def test_cuts_lie_on_frames_in_enough_silence(plan):
    for cut in cuts(plan, RULE):
        assert cut % 10 == 0
        assert all(i.start + i.length <= cut - 20 or i.start >= cut + 10 for i in plan.items if i.length)


def test_a_chunk_is_cut_at_the_first_chance_after_its_target():
    plan = plan_of([(0, 50), (60, 50), (60, 50), (60, 50)])
    assert [w.end for w in windows(plan, RULE, 101, 400)] == [180, 290, 380]


def test_no_silence_means_one_chunk_in_several_windows():
    found = list(windows(plan_of([(0, 500), (25, 500)]), RULE, 100, 400))
    assert {(w.opens, w.closes) for w in found} == {(0, 1025)}
    assert len(found) == 11
    assert not any(w.alone for w in found)


def test_long_silence_is_cut_too():
    assert max(w.end - w.start for w in windows(plan_of([(2000, 10)]), RULE, 100, 400)) <= 110


def test_an_empty_plan_is_one_empty_window():
    assert list(windows(plan_of([]), RULE, 100, 400)) == [Window(0, 0, 0, 0)]
