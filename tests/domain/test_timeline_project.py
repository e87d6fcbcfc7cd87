"""Random edits of manuscript, cast and timelines, mixed: both sides agree after each, undo and redo return what was."""

import pytest
from random_project import Person, small_script
from script_desk import assert_agreed

from studio_app.domain.edits.change import apply, joined
from studio_app.domain.edits.following import followed, settled
from studio_app.domain.errors import LecternError


def play(seed, edits):
    """Do random edits, look after each, undo all and redo all; return what was done."""
    person = Person(seed)
    states, changes, refused = [small_script()], [], 0
    while len(changes) < edits:
        before = states[-1]
        try:
            change = followed(before, person.edit(before))
        except (LecternError, KeyError, IndexError):
            refused += 1
            continue
        after = apply(before, change)
        assert_agreed(after)
        states.append(after)
        changes.append(change)
    held = states[-1]
    for before, change in zip(reversed(states[:-1]), reversed(changes), strict=True):
        held = apply(held, change.inverse())
        assert held == before
    for after, change in zip(states[1:], changes, strict=True):
        held = apply(held, change)
        assert held == after
    assert_agreed(held)
    whole = changes[0]
    for change in changes[1:]:
        whole = joined(whole, change)
    assert apply(states[0], whole) == states[-1]
    assert apply(states[-1], whole.inverse()) == states[0]
    assert settled(states[-1])[1].rows == ()
    return {change.what for change in changes}, refused


@pytest.mark.parametrize("seed", range(3))
def test_manuscript_and_timelines_agree_after_any_edits(seed):
    done, refused = play(seed, 50)
    assert {"Add clip", "Change who speaks"} <= done
    assert refused


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(50, 70))
def test_campaign_of_a_thousand_edits_of_a_project(seed):
    done, _ = play(seed, 1500)  # a draw of a thousand was found in which no chapter was split
    assert {"Split clip", "Merge clips", "Split chapter", "Join chapters", "Remove speaker", "Open as timeline"} <= done
