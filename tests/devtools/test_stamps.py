"""A step of the set-up is done once, and again when what it reads has changed."""

import pytest

from devtools.stamps import digest, step


def do(stamp, made_from, result):
    """Take the step as dev.py does; whether it was done."""
    with step(stamp, made_from, result) as needed:
        if needed:
            result.write_text("made")
    return needed


@pytest.fixture
def paths(tmp_path):
    return tmp_path / "stamps" / "a-step", tmp_path / "result"


def test_a_step_is_done_once(paths):
    stamp, result = paths
    assert [do(stamp, "v1", result) for _ in range(3)] == [True, False, False]


def test_a_step_is_done_again_when_its_sources_changed(paths):
    stamp, result = paths
    assert [do(stamp, version, result) for version in ("v1", "v2", "v2")] == [True, True, False]


def test_a_step_is_done_again_when_its_result_was_deleted(paths):
    stamp, result = paths
    do(stamp, "v1", result)
    result.unlink()
    assert do(stamp, "v1", result)


def test_an_interrupted_step_is_done_again(paths):
    stamp, result = paths
    do(stamp, "v1", result)
    with pytest.raises(KeyboardInterrupt), step(stamp, "v2", result):
        raise KeyboardInterrupt
    # Even for the old sources: the half-made result may be of the new ones.
    assert do(stamp, "v1", result)


def test_digest_sees_contents_names_and_missing_files(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    seen = [digest([folder])]
    (folder / "a").write_text("one")
    seen.append(digest([folder]))
    (folder / "a").write_text("two")
    seen.append(digest([folder]))
    (folder / "a").rename(folder / "b")
    seen.append(digest([folder]))
    seen.append(digest([folder, tmp_path / "not-there"]))
    assert len(set(seen)) == len(seen)
    assert digest([folder]) == seen[3]
