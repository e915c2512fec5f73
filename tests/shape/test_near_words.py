"""The words that people write for a field lead to one field alone, and are themselves no field of the same text."""

from collections import Counter

import pytest

from journeyblog.config.load import settings_shapes
from journeyblog.model import model_shapes
from journeyblog.model.post import Post
from journeyblog.model.scale import Scale
from journeyblog.model.visit import Visit
from journeyblog.reference.fields import SETTINGS, TEXTS
from journeyblog.schema import Field, RecordShape, Shapes
from journeyblog.schema.misplaced import fold
from journeyblog.theme.manifest import WrittenManifest

RECORDS = [
    *((part.record, model_shapes(Scale())) for one in TEXTS for part in (one, *one.parts)),
    *((part.record, settings_shapes()) for one in SETTINGS for part in (one, *one.parts)),
    (WrittenManifest, Shapes()),
]


def near_words(fields: tuple[Field, ...]) -> list[str]:
    return [fold(word) for field in fields for word in field.also] + [word for field in fields for word in field.holds]


@pytest.mark.parametrize(("record", "shapes"), RECORDS, ids=lambda one: getattr(one, "__name__", ""))
def test_a_near_word_leads_to_one_field_and_is_none(record: type, shapes: Shapes) -> None:
    fields = RecordShape(record, shapes).declared
    words = near_words(fields)
    assert [word for word, times in Counter(words).items() if times > 1] == []
    assert {fold(field.name) for field in fields}.isdisjoint(words)


def test_a_visit_at_the_top_level_takes_no_field_for_a_near_word() -> None:
    """There a post and a visit share the keys; a word that both claim is the post's."""
    shapes = model_shapes(Scale())
    visit = RecordShape(Visit, shapes)
    both = RecordShape(Post, shapes, also=visit)
    assert {fold(key) for key in both.keys}.isdisjoint(near_words(both.declared))
    post = RecordShape(Post, shapes)
    shared = {word for word in near_words(post.declared) if word in near_words(visit.declared)}
    assert {word: both.meant(word) for word in shared} == {word: post.meant(word) for word in shared}
