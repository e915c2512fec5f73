"""The near match behind every *did you mean*."""

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import lru_cache

THRESHOLD = 0.72
"""Similarity from which a candidate is offered: one slip in four letters, two in eight."""
MOST = 5_000
"""Candidates that are looked at: those nearest in length."""
LONGEST = 200
"""Letters of a word beyond which nobody mistyped it."""


def nearest(word: str, candidates: Iterable[str]) -> str | None:
    """The candidate most like ``word``, or None when nothing is close.

    Case, spaces, ``-`` and ``_`` do not count as differences. Of candidates equally close one without spaces
    and capitals is preferred, as slugs are, then the first by alphabet, whatever order they come in.
    """
    if len(word) > LONGEST or not (folded := _fold(word)):
        return None
    size = len(folded)
    near: list[tuple[float, tuple[bool, str, str], str]] = []
    for candidate in candidates:
        other = _fold(candidate)
        bound = 2 * min(size, len(other)) / (size + len(other))  # no ratio can be higher
        if bound >= THRESHOLD:
            near.append((-bound, (" " in candidate, candidate.swapcase(), candidate), other))
    near.sort()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(folded)
    best: tuple[bool, str, str] | None = None
    best_ratio = THRESHOLD
    for negative, rank, other in near[:MOST]:
        if -negative < best_ratio:
            break
        matcher.set_seq1(other)
        if matcher.quick_ratio() < best_ratio:
            continue
        ratio = matcher.ratio()
        if ratio > best_ratio or (ratio == best_ratio and (best is None or rank < best)):
            best, best_ratio = rank, ratio
    return best[-1] if best is not None else None


def did_you_mean(word: str, candidates: Iterable[str], key: str = "") -> str:
    """``Did you mean 'la-macheta'?``, or nothing when no candidate is close; with a ``key`` the line to write."""
    match = nearest(word, candidates)
    if match is None:
        return ""
    return f"Did you mean  {key}: {match}?" if key else f"Did you mean '{match}'?"


@lru_cache(maxsize=2 * MOST)
def _fold(text: str) -> str:
    return "".join(text.casefold().split()).replace("-", "").replace("_", "")
