"""The near match behind every *did you mean*."""

from collections.abc import Iterable
from difflib import SequenceMatcher

THRESHOLD = 0.72
"""Similarity from which a candidate is offered: one slip in four letters, two in eight."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like ``word``, or None when nothing is close.

    Case, spaces, ``-`` and ``_`` do not count as differences.
    """
    folded = _fold(word)
    if not folded:
        return None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(folded)
    best, best_ratio = None, THRESHOLD
    for candidate in candidates:
        matcher.set_seq1(_fold(candidate))
        if matcher.real_quick_ratio() < best_ratio or matcher.quick_ratio() < best_ratio:
            continue
        ratio = matcher.ratio()
        if ratio > best_ratio or (best is None and ratio >= best_ratio):
            best, best_ratio = candidate, ratio
    return best


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """``Did you mean 'la-macheta'?``, or nothing when no candidate is close."""
    match = nearest(word, candidates)
    return f"Did you mean '{match}'?" if match is not None else ""


def _fold(text: str) -> str:
    return "".join(text.casefold().split()).replace("-", "").replace("_", "")
