"""``site.yaml``: what it may say, what is built in, and every mistake with its place."""

from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from journeyblog.config import AuthorProfile, Dimension, Settings, load_settings
from journeyblog.config.load import built_in_kinds
from journeyblog.config.naming import name_all
from journeyblog.diagnostics import Severity
from journeyblog.model.scale import Scale
from journeyblog.theme import english

PATH = "content/site.yaml"


def good(text: str = "") -> Settings:
    settings, found = load_settings(f"title: A blog\n{text}", PATH)
    assert not found
    assert settings is not None
    return name_all(settings, english())


ERRORS: list[tuple[str, tuple[str, int, int], str]] = [
    ("", ("missing-field", 1, 1), "Add  title: The name of the site"),
    ("tagline: x", ("missing-field", 1, 1), "Add  title: Would We Go Back?"),
    ("title:\ntagline: x", ("missing-field", 1, 1), "Add  title: Would We Go Back?"),
    ("titel: x", ("unknown-key", 1, 1), "Did you mean 'title'?"),
    ("- title", ("wrong-shape", 1, 1), ""),
    ("title: Would We: Go Back?", ("yaml-syntax", 1, 16), 'Write  title: "Would We: Go Back?"'),
    ("title: x\ntitle: y", ("duplicate-key", 2, 1), "Keep one of the two"),
    ("title: x\nbase_url: example.org", ("bad-url", 2, 11), "Write  base_url: https://example.org"),
    ("title: x\nbase_url: ftp://example.org", ("bad-url", 2, 11), ""),
    ("title: x\nbase_url: https://", ("bad-url", 2, 11), ""),
    ("title: x\nbase_url: https://example.org/?a=1", ("bad-url", 2, 11), ""),
    ("title: x\nbase_url: https://example.org/#top", ("bad-url", 2, 11), ""),
    ("title: x\nbase_url: https://[bad", ("bad-url", 2, 11), ""),
    ("title: x\nbase_url: https://example.org/my blog", ("bad-url", 2, 11), ""),
    ("title: x\nbase_url: javascript:alert(1)", ("bad-url", 2, 11), ""),
    ("title: x\nauthors: {../x: {name: X}}", ("bad-path", 2, 11), ""),
    ("title: x\nauthors: {a/b: {name: X}}", ("bad-path", 2, 11), ""),
    ("title: x\nauthors: {a.b: {name: X}}", ("bad-path", 2, 11), ""),
    ('title: x\nauthors: {"": {name: X}}', ("bad-path", 2, 11), ""),
    ("title: x\nauthors: {Ana María: {name: X}}", ("bad-path", 2, 11), ""),
    ("title: x\nauthors: {con: {name: X}}", ("bad-path", 2, 11), ""),
    (f"title: x\nauthors: {{{'a' * 200}: {{name: X}}}}", ("bad-path", 2, 11), ""),
    ("title: x\nauthors: {a: {name: X, url: 'javascript:x'}}", ("bad-url", 2, 29), ""),
    ("title: x\nauthors: {a: {name: X, url: example.org}}", ("bad-url", 2, 29), "Write  url: https://example.org"),
    ('title: x\ntheme: ""', ("theme-missing", 2, 8), "Write the name of a folder in themes/, or plain"),
    ("title: x\ntheme: ../x", ("theme-missing", 2, 8), ""),
    ("title: x\ntheme: a/b", ("theme-missing", 2, 8), ""),
    ("title: x\ntheme: a\\b", ("theme-missing", 2, 8), ""),
    ("title: x\ntheme: .git", ("theme-missing", 2, 8), ""),
    ("title: x\nlanguage: english!", ("bad-language", 2, 11), "Write, for example,  language: pt-BR"),
    ("title: x\nlanguage: en_GB", ("bad-language", 2, 11), ""),
    ("title: x\ntimezone: Europe/Madird", ("unknown-timezone", 2, 11), "Write  timezone: Europe/Madrid"),
    ("title: x\ntimezone: Atlantis", ("unknown-timezone", 2, 11), ""),
    ("title: x\ntimezone: ../../etc/passwd", ("unknown-timezone", 2, 11), ""),
    ("title: x\ntimezone: Europe", ("unknown-timezone", 2, 11), ""),
    ('title: x\ntimezone: ""', ("unknown-timezone", 2, 11), ""),
    ("title: x\ntimezone: localtime", ("unknown-timezone", 2, 11), ""),
    ("title: x\npermalink: /:year/:slugg/", ("bad-permalink", 2, 12), "Write  permalink: /:year/:slug/"),
    ("title: x\npermalink: /:year/:week/:slug/", ("bad-permalink", 2, 12), ""),
    ("title: x\npermalink: /:year/:month/", ("bad-permalink", 2, 12), "Write  permalink: /:year/:month/:slug/"),
    ("title: x\npermalink: /../:slug/", ("bad-permalink", 2, 12), ""),
    ("title: x\npermalink: /a\\b/:slug/", ("bad-permalink", 2, 12), ""),
    ("title: x\npermalink: /a?b/:slug/", ("bad-permalink", 2, 12), ""),
    ('title: x\npermalink: "/a#b/:slug/"', ("bad-permalink", 2, 12), ""),
    ("title: x\npermalink: /con/:slug/", ("bad-permalink", 2, 12), ""),
    (
        "title: x\nrating: {worst: 5, best: 1}",
        ("bad-scale", 2, 26),
        "Write, say,  rating: {worst: 1, best: 5, step: 0.5}",
    ),
    ("title: x\nrating: {worst: 3, best: 3}", ("bad-scale", 2, 26), ""),
    ("title: x\nrating: {step: 0}", ("bad-scale", 2, 16), ""),
    ("title: x\nrating: {best: ten}", ("not-a-number", 2, 16), "Write it in digits:  best: 10"),
    (
        "title: x\nverdict: {definitely: .5}",
        ("bad-thresholds", 2, 23),
        "Write falling numbers, as in  verdict: {definitely: .875, probably: .625, unsure: .375}",
    ),
    ("title: x\nverdict: {probably: .3}", ("bad-thresholds", 2, 21), ""),
    ("title: x\nverdict: {unsure: .625}", ("bad-thresholds", 2, 19), ""),
    ("title: x\nverdict: {decay: 1.1}", ("out-of-range", 2, 18), "Write a number from 0 to 1"),
    (
        "title: x\nauthors: {ann: {name: Ann}}\ndefault_author: anne",
        ("unknown-author", 3, 17),
        "Did you mean  default_author: ann?",
    ),
    ("title: x\ndefault_author: bob", ("unknown-author", 2, 17), "Add them under  authors:"),
    ("title: x\nauthors: {ann: {bio: x}}", ("missing-field", 2, 16), "Write  ann: {bio: x, name: The Traveller}"),
    ("title: x\nkinds: {ferry: {extends: tranist}}", ("unknown-kind", 2, 26), "Did you mean 'transit'?"),
    ("title: x\nkinds: {ferry: {extends: ferry}}", ("unknown-kind", 2, 26), "Let it extend another kind, or none"),
    ("title: x\nkinds:\n  a: {extends: b}\n  b: {extends: c}\n  c: {extends: a}", ("unknown-kind", 5, 16), ""),
    ("title: x\nkinds: {a: {dimensions: {food: [1, produkt]}}}", ("unknown-group", 2, 36), "Did you mean 'product'?"),
    ("title: x\nkinds: {a: {dimensions: {food: [1, taste]}}}", ("unknown-group", 2, 36), ""),
    ("title: x\nkinds: {a: {dimensions: {food: x}}}", ("not-a-number", 2, 32), ""),
    ("title: x\nkinds: {a: {dimensions: {food: -1}}}", ("out-of-range", 2, 32), "Write 0 or more"),
    ("title: x\nkinds: {a: {dimensions: {food: {}}}}", ("wrong-shape", 2, 32), ""),
    ("title: x\nkinds: {a: {dimensions: {food: []}}}", ("wrong-shape", 2, 32), ""),
    ("title: x\nkinds: {a: {dimensions: {food: [1, product, A, B]}}}", ("wrong-shape", 2, 32), ""),
    ("title: x\nkinds: {a: {dimensions: {food: [[1]]}}}", ("wrong-shape", 2, 32), ""),
    ("title: x\nchannels: {phone: {minutes: -5}}", ("out-of-range", 2, 29), "Write a number from 0 up"),
    ("title: x\npagination: 0", ("out-of-range", 2, 13), "Write a number from 1 to 1000"),
    ("title: x\nfeeds: {site: [atom, rdf]}", ("unknown-word", 2, 22), ""),
    ("title: x\nfeeds: {items: 2000}", ("out-of-range", 2, 16), ""),
    ("title: x\nmarkdown: {html: unsafe}", ("unknown-word", 2, 18), "Write one of safe, off, trusted"),
    ("title: x\ncomments: on", ("unknown-word", 2, 11), ""),
    ("title: x\nstructured_data: {aggregate_min_authors: 1}", ("out-of-range", 2, 42), ""),
    (
        "title: x\nnewsletter: {title: y}",
        ("missing-field", 2, 13),
        "Write  newsletter: {title: y, action: https://example.org/subscribe}",
    ),
    ("title: x\nmenu: [{label: y}]", ("missing-field", 2, 8), "Write  {label: y, url: /journeys/}"),
    ("title: *x", ("yaml-anchor", 1, 8), ""),
]


@pytest.mark.parametrize(("text", "place", "hint"), ERRORS)
def test_an_error_is_told_once_at_its_place(text: str, place: tuple[str, int, int], hint: str) -> None:
    _, found = load_settings(text, PATH)
    assert [(one.code, one.span.line, one.span.column) for one in found] == [place]
    assert found[0].span.path == PATH
    assert found[0].severity is Severity.ERROR
    assert not hint or found[0].hint == hint


def test_several_errors_are_told_in_one_go() -> None:
    _, found = load_settings("title: x\nrating: {worst: 9}\nverdict: {unsure: 1}\ndefault_author: y\n", PATH)
    assert sorted(one.code for one in found) == ["bad-scale", "bad-thresholds", "unknown-author"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("tag_line: x", "Spell it  tagline:"),
        ("weather: wet", "Remove it, unless your theme asks for it, under  extra:"),
        ("feeds: {atom: yes}", "Remove it; the fields are site, journeys, categories, items, content"),
        ("kinds: {a: {lable: x}}", "Did you mean 'label'?"),
    ],
)
def test_an_unknown_key_is_a_warning_and_the_settings_stand(text: str, hint: str) -> None:
    settings, found = load_settings(f"title: x\n{text}", PATH)
    assert settings is not None
    assert [(one.code, one.severity, one.span.line, one.hint) for one in found] == [
        ("unknown-key", Severity.WARNING, 2, hint)
    ]


def test_a_title_is_enough() -> None:
    settings = good()
    assert settings.permalink == "/:year/:month/:slug/"
    assert settings.rating == Scale(worst=Fraction(1), best=Fraction(5), step=Fraction(1, 2))
    assert (settings.language, settings.comments, settings.output) == ("en", "off", "public")
    assert settings.stages == ("plan", "book", "travel", "arrive", "use", "leave", "after")
    assert settings.feeds.site == ("atom", "rss", "json")
    assert (settings.pagination, settings.feeds.items, settings.related.count, settings.related.minimum) == (
        10,
        20,
        4,
        2,
    )
    assert (settings.prior.weight, settings.prior.min_businesses) == (Fraction(2), 5)
    rule = settings.verdict
    assert (rule.definitely, rule.probably, rule.unsure, rule.decay) == (
        Fraction(7, 8), Fraction(5, 8), Fraction(3, 8), Fraction(1, 2),
    )  # fmt: skip


def test_a_title_is_text_whatever_it_looks_like() -> None:
    settings, _ = load_settings("title: 2012\n", PATH)
    assert settings is not None
    assert settings.title == "2012"


@pytest.mark.parametrize(
    ("written", "url", "base_path", "origin"),
    [
        ("https://example.org", "https://example.org", "", "https://example.org"),
        ("https://example.org/", "https://example.org", "", "https://example.org"),
        ("https://example.org/blog/", "https://example.org/blog", "/blog", "https://example.org"),
        ("http://example.org:8080/a/b", "http://example.org:8080/a/b", "/a/b", "http://example.org:8080"),
        ("http://[::1]:8000/", "http://[::1]:8000", "", "http://[::1]:8000"),
    ],
)
def test_the_base_may_have_a_path(written: str, url: str, base_path: str, origin: str) -> None:
    settings = good(f'base_url: "{written}"')
    assert (settings.base_url, settings.base_path, settings.origin) == (url, base_path, origin)


def test_without_a_base_everything_stands_at_the_root() -> None:
    assert (good().base_path, good().origin) == ("", "")


@pytest.mark.parametrize(
    ("written", "pattern"),
    [
        (":year/:slug", "/:year/:slug/"),
        ("/:journey/:part/", "/:journey/:part/"),
        ("/:category/:year-:month-:day-:slug/", "/:category/:year-:month-:day-:slug/"),
        ("/blog/:slug", "/blog/:slug/"),
    ],
)
def test_a_permalink_is_a_pattern_of_known_tokens(written: str, pattern: str) -> None:
    assert good(f"permalink: {written}").permalink == pattern


def test_the_zone_is_the_named_one() -> None:
    assert good("timezone: Europe/Madrid").zone == ZoneInfo("Europe/Madrid")
    assert good().zone == ZoneInfo("UTC")


@pytest.mark.parametrize("tag", ["en", "es", "pt-BR", "zh-Hant-TW", "gsw"])
def test_a_language_is_a_tag(tag: str) -> None:
    assert good(f"language: {tag}").language == tag


def test_the_default_author_is_the_first_unless_said() -> None:
    authors = "authors: {ann: {name: Ann}, bob: {name: Bob}}\n"
    assert good(authors).default_author == "ann"
    assert good(authors + "default_author: bob").default_author == "bob"
    nobody = good()
    assert nobody.default_author in nobody.authors


def test_an_author_has_links() -> None:
    profile = good("authors: {ann: {name: Ann, links: [{label: a, url: /b/}]}}").authors["ann"]
    assert isinstance(profile, AuthorProfile)
    assert [(link.label, link.url) for link in profile.links] == [("a", "/b/")]


# Copied from the design's sample/kinds.yml: the sum of weights and the number of dimensions of each built-in kind.
BUILT_IN = {
    "restaurant": ("Restaurant", 10, 5), "cafe": ("CafeOrCoffeeShop", 10, 7), "hotel": ("Hotel", 13, 6),
    "rental_home": ("VacationRental", 12, 6), "airline": ("Airline", 13, 8), "transit": ("Organization", 10, 5),
    "car_rental": ("AutoRental", 11, 6), "shop": ("Store", 8, 4), "attraction": ("TouristAttraction", 8, 5),
    "tour": ("TravelAgency", 10, 5), "home_service": ("HomeAndConstructionBusiness", 10, 5),
    "generic": ("LocalBusiness", 3, 3),
}  # fmt: skip


def test_the_twelve_kinds_are_built_in() -> None:
    kinds = good().kinds
    assert {
        name: (kind.schema, sum(one.weight for one in kind.dimensions.values()), len(kind.dimensions))
        for name, kind in kinds.items()
    } == BUILT_IN
    assert kinds["airline"].dimensions["cabin_service"] == Dimension(
        weight=Fraction(3), group="service", label="Cabin service"
    )


def test_a_kind_extends_another() -> None:
    ferry = good(
        "kinds:\n  ferry: {extends: transit, label: Ferry, plural: Ferries, schema: BoatTrip,"
        " dimensions: {deck: [1, environment, On deck], food: 2, comfort: 5}}"
    ).kinds["ferry"]
    assert (ferry.label, ferry.plural, ferry.schema, ferry.extends) == ("Ferry", "Ferries", "BoatTrip", "")
    assert {*ferry.dimensions} == {"punctuality", "comfort", "staff", "information", "value", "deck", "food"}
    assert ferry.dimensions["deck"] == Dimension(weight=Fraction(1), group="environment", label="On deck")
    assert ferry.dimensions["food"].weight == 2
    assert ferry.dimensions["comfort"] == Dimension(weight=Fraction(5), group="product", label="Comfort")
    assert ferry.dimensions["punctuality"] == built_in_kinds()["transit"].dimensions["punctuality"].__class__(
        weight=Fraction(3), group="process", label="Punctuality"
    )


def test_a_built_in_kind_is_merged_by_key() -> None:
    kinds = good("kinds: {restaurant: {dimensions: {food: 9, terrace: [1, environment]}}}").kinds
    restaurant = kinds["restaurant"]
    assert (restaurant.label, restaurant.plural, restaurant.schema) == ("Restaurant", "Restaurants", "Restaurant")
    assert restaurant.dimensions["food"] == Dimension(weight=Fraction(9), group="product", label="Food")
    assert restaurant.dimensions["service"].weight == 3
    assert restaurant.dimensions["terrace"].group == "environment"
    assert kinds["hotel"].dimensions == good().kinds["hotel"].dimensions


def test_a_kind_may_extend_one_that_is_written_later() -> None:
    kinds = good("kinds:\n  b: {extends: a, label: B}\n  a: {extends: shop, dimensions: {x: 1}}\n").kinds
    assert {*kinds["b"].dimensions} == {*kinds["shop"].dimensions, "x"}
    assert kinds["b"].plural == "Bs"
    assert kinds["b"].schema == "Store"


def test_a_chain_of_kinds_may_be_as_long_as_the_file() -> None:
    chain = "".join(f"  k{i}: {{extends: k{i + 1}}}\n" for i in range(1500))
    kinds = good(f"kinds:\n{chain}  k1500: {{dimensions: {{x: 7}}}}\n").kinds
    assert kinds["k0"].dimensions["x"].weight == 7


def test_a_bare_kind_gets_a_label_and_a_type() -> None:
    kind = good("kinds: {ice_rink: {}}").kinds["ice_rink"]
    assert (kind.label, kind.plural, kind.schema, dict(kind.dimensions)) == (
        "Ice rink",
        "Ice rinks",
        "LocalBusiness",
        {},
    )


def test_a_kind_without_words_takes_those_of_the_nearest_that_it_extends() -> None:
    kinds = good("kinds:\n  ferry: {extends: transit}\n  boat: {extends: ferry, label: Boat}\n"
                 "  kayak: {extends: boat}\n  hotel: {plural: Inns}\n").kinds  # fmt: skip
    assert {name: (kinds[name].label, kinds[name].plural) for name in ("ferry", "boat", "kayak", "hotel")} == {
        "ferry": ("Transit", "Transit"),
        "boat": ("Boat", "Boats"),
        "kayak": ("Boat", "Boats"),
        "hotel": ("Hotel", "Inns"),
    }


def test_the_channels_are_built_in_with_their_standards() -> None:
    standards = {name: (one.hours, one.minutes, one.real_person) for name, one in good().channels.items()}
    assert standards == {
        "email": (24, None, False), "web_form": (24, None, False), "social": (24, None, False),
        "post": (120, None, False), "phone": (None, 5, True), "chat": (None, 10, False),
        "counter": (None, 10, False), "in_person": (None, None, False), "kiosk": (None, None, False),
    }  # fmt: skip


def test_own_channels_are_merged_over_the_built_in_ones() -> None:
    channels = good("channels: {email: {hours: 4}, carrier_pigeon: {hours: 48.5}, kiosk: {label: Robot}}").channels
    assert (channels["email"].hours, channels["email"].label) == (Fraction(4), "E-mail")
    assert (channels["carrier_pigeon"].hours, channels["carrier_pigeon"].label) == (Fraction(97, 2), "Carrier pigeon")
    assert channels["kiosk"].label == "Robot"
    assert channels["phone"].minutes == 5


def test_thresholds_and_lenses_are_the_sites_own() -> None:
    settings = good("verdict: {definitely: .9, unsure: .4, infer: no}\nlenses: {rater: [reliability, empathy]}\n")
    assert (settings.verdict.definitely, settings.verdict.probably, settings.verdict.unsure) == (
        Fraction(9, 10), Fraction(5, 8), Fraction(2, 5),
    )  # fmt: skip
    assert settings.verdict.infer is False
    assert settings.lenses == {"rater": ("reliability", "empathy")}


def test_plain_author_ids_and_addresses_stand() -> None:
    for name, url in (("ana", "https://example.org"), ("Ana_2-b", "mailto:ana@example.org"), ("2018", '""')):
        _, diagnostics = load_settings(f"title: x\nauthors: {{{name}: {{name: X, url: {url}}}}}", "content/site.yaml")
        assert diagnostics == ()
