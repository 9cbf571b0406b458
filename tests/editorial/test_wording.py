"""The lists of words are in order."""

from localoffer.editorial.checks.wording import (
    empty_links,
    everyday_capitals,
    jargon_pattern,
    plain_words,
    shouted_words,
)


def test_every_hard_word_is_found_and_has_a_plainer_one():
    assert len(plain_words()) > 100
    for word, plainer in plain_words().items():
        assert word == word.lower()
        assert plainer
        assert not jargon_pattern().search(plainer), word
        assert jargon_pattern().search(f"So {word} now")[0] == word


def test_words_stand_in_one_list():
    assert not everyday_capitals() & shouted_words()
    assert all(words == words.casefold() for words in empty_links())
