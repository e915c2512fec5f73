"""Who is answered and who is refused."""

import pytest

from journeyblog.serve.guard import Rules, own_names

RULES = Rules(
    hosts=own_names(8000, ["tunnel.example"]),
    private="/_journeyblog/",
    actions=frozenset(["/_journeyblog/edit"]),
)
HOST = ("host", "127.0.0.1:8000")
LINK = [("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")]


def judge(method: str, target: str, *headers: tuple[str, str]) -> int:
    """The status of the refusal; 200 without one."""
    refusal = RULES.judge(method, target, [(name.encode(), value.encode("latin-1")) for name, value in headers])
    return 200 if refusal is None else refusal.status


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST:8000", "[::1]:8000", "tunnel.example"])
def test_our_own_names_are_answered(host: str) -> None:
    assert judge("GET", "/", ("host", host)) == 200


@pytest.mark.parametrize(
    "host",
    ["", "evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:80", "127.0.0.1:8001", "127.0.0.1.:8000",
     "127.0.0.1:8000.evil.example", "localhost.evil.example:8000", "evil@127.0.0.1:8000", "127.0.0.1:8000@evil",
     "127.0.0.1:08000", "localhost:8000:8000", "0.0.0.0:8000", "2130706433:8000", "0x7f.1:8000", "::1:8000", "[::1]",
     "localhost:8000/", "localhost:8000 evil.example", "loc\xe0lhost:8000", "null", "*"],
)  # fmt: skip
def test_every_other_name_is_refused(host: str) -> None:
    assert judge("GET", "/", ("host", host)) == 403


def test_one_host_is_needed() -> None:
    assert judge("GET", "/") == 400
    assert judge("GET", "/", HOST, HOST) == 400


@pytest.mark.parametrize("origin", ["http://127.0.0.1:8000", "http://localhost:8000", "https://tunnel.example"])
def test_our_own_pages_may_ask(origin: str) -> None:
    assert judge("GET", "/_journeyblog/events", HOST, ("origin", origin)) == 200
    assert judge("POST", "/_journeyblog/edit", HOST, ("origin", origin)) == 200


@pytest.mark.parametrize(
    "origin",
    ["null", "", "http://evil.example", "http://127.0.0.1:8001", "http://127.0.0.1", "file://", "http://localhost:8000/",
     "http://localhost:8000.evil.example", "http://evil@localhost:8000", "ws://localhost:8000", "chrome-extension://abc"],
)  # fmt: skip
def test_others_may_not(origin: str) -> None:
    for method, target in (("GET", "/"), ("GET", "/_journeyblog/events"), ("POST", "/_journeyblog/edit")):
        assert judge(method, target, HOST, ("origin", origin)) == 403


def test_an_action_needs_an_origin_and_only_one() -> None:
    ours = ("origin", "http://127.0.0.1:8000")
    assert judge("POST", "/_journeyblog/edit", HOST) == 403
    assert judge("POST", "/_journeyblog/edit", HOST, ours, ("origin", "http://evil.example")) == 403
    assert judge("POST", "/_journeyblog/edit", HOST, ours, ("sec-fetch-site", "cross-site")) == 403


@pytest.mark.parametrize("site", ["cross-site", "same-site", "odd"])
def test_from_elsewhere_one_may_follow_a_link_and_nothing_else(site: str) -> None:
    came = ("sec-fetch-site", site)
    assert judge("GET", "/", HOST, came) == 403
    assert judge("GET", "/", HOST, came, *LINK) == 200
    assert judge("GET", "/", HOST, came, ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")) == 403
    assert judge("GET", "/", HOST, came, ("sec-fetch-mode", "no-cors"), ("sec-fetch-dest", "image")) == 403
    assert judge("GET", "/_journeyblog/events", HOST, came, *LINK) == 403


def test_a_page_of_ours_and_an_address_typed_are_answered() -> None:
    for site in ("same-origin", "none"):
        assert judge("GET", "/_journeyblog/events", HOST, ("sec-fetch-site", site)) == 200


@pytest.mark.parametrize(
    "method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X"]
)
def test_only_reading_is_allowed(method: str) -> None:
    assert judge(method, "/", HOST, ("origin", "http://127.0.0.1:8000")) == 405


def test_headers_are_bounded() -> None:
    assert judge("GET", "/", HOST, ("x", "a" * 20_000)) == 431
    assert judge("GET", "/", HOST, *[("x", "y")] * 10_000) == 431


def test_an_action_is_never_read() -> None:
    assert judge("GET", "/_journeyblog/edit", HOST) == 405


@pytest.mark.parametrize("target", ["http://evil.example/", "http://127.0.0.1:8000/", "*", "evil", "", "/" * 5000])
def test_an_address_is_a_path(target: str) -> None:
    assert judge("GET", target, HOST) == 400
