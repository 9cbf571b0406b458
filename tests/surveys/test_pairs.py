"""What was said stands beside what was done, each text once."""

import pytest

from surveys.models import WeDid, YouSaid
from surveys.pairs import paired


def pairs_of(said, did, answers):
    """[(said, did)] with the keys of each pair in order."""
    found = paired([YouSaid(pk=pk) for pk in said], [WeDid(pk=pk) for pk in did], answers)
    return [([one.pk for one in pair.said], [one.pk for one in pair.did]) for pair in found]


@pytest.mark.parametrize(
    ("said", "did", "answers", "pairs"),
    [
        ([], [], [], []),
        ([1, 2], [5, 6], [(5, 1), (6, 2)], [([1], [5]), ([2], [6])]),
        # Several things said are answered by one thing done, and one by several.
        ([1, 2], [5], [(5, 1), (5, 2)], [([1, 2], [5])]),
        ([1], [5, 6], [(5, 1), (6, 1)], [([1], [5, 6])]),
        # A chain hangs together, in whatever order it is read.
        ([1, 2, 3], [5, 6], [(6, 3), (5, 1), (6, 2), (5, 2)], [([1, 2, 3], [5, 6])]),
        # Said without an answer keeps its place; done without being asked comes last.
        ([1, 2], [5, 6], [(6, 2)], [([1], []), ([2], [6]), ([], [5])]),
    ],
)
def test_each_connected_group_is_one_pair(said, did, answers, pairs):
    assert pairs_of(said, did, answers) == pairs


def test_an_action_of_a_tangled_pair_says_which_comments_it_answers():
    said = [YouSaid(pk=pk) for pk in (11, 12, 13)]
    did = [WeDid(pk=pk) for pk in (21, 22)]
    pair = paired(said, did, [(21, 13), (21, 11), (22, 12), (22, 11)])[0]
    assert pair.is_tangled()
    assert [action.numbers for action in pair.did] == [[1, 3], [1, 2]]
