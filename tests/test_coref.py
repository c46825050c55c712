"""Coreference figures, against cases worked out by hand."""

import pytest

from dragoman.evaluate.coref import conll, pairs

GOLD = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}


def test_the_right_groups_score_one() -> None:
    assert conll(GOLD, {name: str(group) for name, group in GOLD.items()}) == pytest.approx(1)


def test_pairs_count_what_is_together() -> None:
    ours = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 2}
    assert pairs(GOLD, ours) == {"precision": 0.5, "recall": 0.5, "pairs": 0.5}


def test_all_in_one_group() -> None:
    """MUC 2·(3/4)·1/(7/4), B-cubed 2·(13/25)/(38/25), CEAF-e one of two groups at 6/8."""
    muc, cubed, ceaf = 6 / 7, 26 / 38, 2 * 0.75 * 0.375 / 1.125
    assert conll(GOLD, dict.fromkeys(GOLD, 0)) == pytest.approx((muc + cubed + ceaf) / 3)


def test_the_best_assignment_is_found_where_greed_fails() -> None:
    """Groups {a b}, {c d e f}; ours {a b c d}, {e f}: 4/6 + 4/6."""
    gold = dict(zip("abcdef", "112222", strict=True))
    ours = dict(zip("abcdef", "111122", strict=True))
    muc, ceaf = 0.75, 4 / 6
    precision = (4 * 0.5 + 2 * 1) / 6
    recall = (2 * 1 + 2 * 0.5 + 2 * 0.5) / 6
    cubed = 2 * precision * recall / (precision + recall)
    assert conll(gold, ours) == pytest.approx((muc + cubed + ceaf) / 3)
