"""Names that are safe on every disk and in every URL."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journeyblog.slugs import collision_key, file_name, slug, term_slug

WORDS = st.sampled_from(["con", "part", "東京", "é" * 30, "Привет", "a" * 79, "—", "ßß", "हिन्दी", "CON", "3,000"])
TEXTS = st.text(max_size=150) | st.text("abcé -東и_", max_size=150) | st.lists(WORDS, max_size=8).map(" ".join)
RESERVED = ("CON", "prn", "Aux", "NUL", "com1", "COM9", "lpt1", "LPT9")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("A day in Mijas", "a-day-in-mijas"),
        ("Peccati di Gola!", "peccati-di-gola"),
        ("Café Ñandú", "cafe-nandu"),
        ("Straße & Łódź", "strasse-lodz"),
        ("Part 3: Fuengirola — Mijas", "part-3-fuengirola-mijas"),
        ("la_macheta", "la-macheta"),
        ("  --x--  ", "x"),
        ("", ""),
        ("!!!", ""),
    ],
)
def test_a_slug_is_lower_case_ascii(text: str, made: str) -> None:
    assert slug(text) == made


@given(TEXTS)
@example("con")
@example("Aux.")
def test_any_text_makes_a_portable_slug_that_makes_itself(text: str) -> None:
    made = slug(text)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", made)
    assert len(made) <= 80
    assert made.upper() not in {name.upper() for name in RESERVED}
    assert slug(made) == made


def test_a_long_slug_is_cut_at_a_word() -> None:
    words = [f"word{number}" for number in range(30)]
    made = slug(" ".join(words))
    assert 70 < len(made) <= 80
    assert made == "-".join(words[: made.count("-") + 1])


def test_one_long_word_is_cut_within() -> None:
    assert slug("a" * 200) == "a" * 80


@pytest.mark.parametrize("name", RESERVED)
def test_a_name_that_windows_reserves_gets_a_suffix(name: str) -> None:
    assert slug(name) == f"{name.lower()}-1"
    assert term_slug(name) == f"{name.lower()}-1"


@pytest.mark.parametrize(
    ("term", "made"),
    [
        ("東京", "東京"),
        ("東京 Tower", "東京-tower"),
        ("Привет", "привет"),
        ("Привет, мир!", "привет-мир"),
        ("Йошкар-Ола", "йошкар-ола"),
        ("العربية", "العربية"),
        ("हिन्दी", "हिन्दी"),
        ("Ελλάδα", "ελλάδα"),
        ("한국어", "한국어"),
        ("ไทย", "ไทย"),
        ("Málaga", "malaga"),
        ("Łódź", "lodz"),
        ("1ª clase", "1a-clase"),
        ("İstanbul", "istanbul"),
        ("Food & drink", "food-drink"),
        ("🚂", ""),
        ("", ""),
    ],
)
def test_a_term_keeps_the_letters_of_other_scripts_and_latin_becomes_ascii(term: str, made: str) -> None:
    assert term_slug(term) == unicodedata.normalize("NFC", made)


@given(TEXTS)
@example("é" * 60 + " 東京")
@example("東" * 60)
def test_any_term_makes_a_short_slug_that_makes_itself(text: str) -> None:
    made = term_slug(text)
    assert len(made.encode()) <= 80
    assert unicodedata.is_normalized("NFC", made)
    assert not set(made) & set('/\\<>:"|?*. _#%\t\n')
    assert made == made.strip("-")
    assert term_slug(made) == made


def test_a_long_term_is_cut_at_a_word_or_else_at_a_letter() -> None:
    assert term_slug(" ".join(["Привет"] * 30)) == "-".join(["привет"] * 6)
    assert term_slug("東" * 60) == "東" * 26


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("photo 1.jpg", "photo 1.jpg"),
        ("IMG_0001.JPG", "IMG_0001.JPG"),
        ("a:b?.txt", "a-b-.txt"),
        ("a\\b/c", "a-b-c"),
        ("trailing. ", "trailing"),
        ("..", "-"),
        ("", "-"),
        ("con.txt", "con-.txt"),
        ("CON", "CON-"),
        ("lpt1 .txt", "lpt1-.txt"),
        ("COM¹.txt", "COM¹-.txt"),
        ("cafe\u0301.jpg", "caf\u00e9.jpg"),
        ("tab\there", "tab-here"),
    ],
)
def test_a_files_name_is_what_windows_takes(name: str, made: str) -> None:
    assert file_name(name) == made


@given(TEXTS | st.sampled_from(RESERVED).flatmap(lambda name: st.text(". x", max_size=5).map(lambda end: name + end)))
@example("é" * 200 + ".jpg")
@example("x" * 300)
@example("x." + "y" * 300)
def test_any_name_is_made_portable_once_and_for_all(name: str) -> None:
    made = file_name(name)
    assert made
    assert len(made.encode()) <= 120
    assert unicodedata.is_normalized("NFC", made)
    assert not set(made) & set('<>:"|?*\\/')
    assert not any(ord(char) < 32 for char in made)
    assert not made.endswith((".", " "))
    assert made.partition(".")[0].rstrip(" ").upper() not in {reserved.upper() for reserved in RESERVED}
    assert file_name(made) == made


def test_long_names_keep_their_ending_and_stay_apart() -> None:
    first, second = file_name("é" * 100 + "1.jpeg"), file_name("é" * 100 + "2.jpeg")
    assert first != second
    assert first.endswith(".jpeg")
    assert first.startswith("é" * 50)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("/Mijas/", "/mijas/"),
        ("/caf\u00e9/", "/cafe\u0301/"),
        ("/CAF\u00c9/", "/cafe\u0301/"),
        ("/straße/", "/STRASSE/"),
        ("/ΣΑΣ/", "/σας/"),
    ],
)
def test_paths_that_one_disk_takes_for_the_same_have_one_key(one: str, other: str) -> None:
    assert collision_key(one) == collision_key(other)


@given(st.text(max_size=30))
def test_a_key_does_not_depend_on_the_form_of_unicode(path: str) -> None:
    keys = {collision_key(unicodedata.normalize(form, path)) for form in ("NFC", "NFD")}
    assert keys == {collision_key(path)}


def test_different_paths_have_different_keys() -> None:
    assert collision_key("/mijas/") != collision_key("/mija/")
    assert collision_key("/é/") != collision_key("/e/")
