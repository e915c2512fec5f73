"""One guard round every request: who asks, by which name, from where, and how.

In: an ASGI request. Out: the app's answer with headers that keep other sites out, or a short refusal. A page of another
site may send a browser here (a link is a link) and learns nothing by it; everything else from elsewhere is refused, so
neither a script on a strange page nor a name that was bent to this machine reads what the author writes.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOCAL = ("127.0.0.1", "localhost", "[::1]")
HEADERS = (
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
    (b"content-security-policy", b"frame-ancestors 'self'"),
    (b"x-frame-options", b"SAMEORIGIN"),
    (b"referrer-policy", b"same-origin"),
)
LONGEST_PATH = 4096
LARGEST_HEAD = 16 * 1024
"""Bytes of all headers. uvicorn's own bound holds only for a head that comes in pieces."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Why a request is not answered; with nothing of the request in it."""

    status: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """``hosts`` are all spellings of our own name and port, ``private`` is the prefix of what no page but ours may ask
    for, and below it are ``actions``, the only places for POST.
    """

    hosts: frozenset[str]
    private: str
    actions: frozenset[str]

    def judge(self, method: str, target: str, headers: Iterable[tuple[bytes, bytes]]) -> Refusal | None:
        """Why this request is refused; None when it is not. ``headers`` have small letters, as ASGI gives them."""
        said: dict[bytes, list[bytes]] = {}
        size = 0
        for name, value in headers:
            size += len(name) + len(value)
            said.setdefault(name, []).append(value.strip())
        if size > LARGEST_HEAD:
            return Refusal(status=431, reason="That is too much to say")
        hosts = said.get(b"host", [])
        if len(hosts) != 1:
            return Refusal(status=400, reason="One Host is needed")
        if hosts[0].decode("latin-1").lower() not in self.hosts:
            return Refusal(status=403, reason="This preview does not go by that name (see --allow-host)")
        if not target.startswith("/") or len(target) > LONGEST_PATH:
            return Refusal(status=400, reason="That is no address of this preview")
        if (wrong := self._judge_method(method, target)) is not None:
            return wrong
        return self._judge_asker(method, target, said)

    def _judge_method(self, method: str, target: str) -> Refusal | None:
        allowed = ("POST",) if target in self.actions else ("GET", "HEAD")
        return None if method in allowed else Refusal(status=405, reason=f"Only {' and '.join(allowed)} here")

    def _judge_asker(self, method: str, target: str, said: Mapping[bytes, list[bytes]]) -> Refusal | None:
        foreign = Refusal(status=403, reason="Other sites may not read this preview")
        origins = {origin.decode("latin-1").lower() for origin in said.get(b"origin", [])}
        if not origins <= {f"{scheme}://{host}" for host in self.hosts for scheme in ("http", "https")}:
            return foreign
        if method == "POST" and len(origins) != 1:
            return foreign
        sites = said.get(b"sec-fetch-site", [])
        if any(site not in (b"same-origin", b"none") for site in sites):
            follows_link = said.get(b"sec-fetch-mode") == [b"navigate"] and said.get(b"sec-fetch-dest") == [b"document"]
            if not follows_link or target.startswith(self.private):
                return foreign
        return None


def own_names(port: int, more: Iterable[str] = ()) -> frozenset[str]:
    """Every Host by which a preview on ``port`` may be asked; ``more`` are names with or without a port."""
    names = {f"{name}:{port}" for name in LOCAL}
    for name in (one.lower() for one in more):
        names |= {name} if _has_port(name) else {name, f"{name}:{port}"}
    if port == 80:
        names |= set(LOCAL)
    return frozenset(names)


def _has_port(name: str) -> bool:
    return name.rpartition(":")[2].isdecimal() and not name.endswith("]")


class Guard:
    """Keeps to ``rules`` in front of ``app``."""

    def __init__(self, app: ASGIApp, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message.get("headers", ()), *HEADERS]}
            await send(message)

        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        target = scope.get("raw_path", b"").decode("latin-1")
        refusal = self._rules.judge(scope["method"], target, scope["headers"])
        if scope["path"].startswith(self._rules.private) and not target.startswith(self._rules.private):
            refusal = Refusal(status=400, reason="That is no address of this preview")  # spelt so, rules pass it by
        if scope["http_version"] not in ("1.0", "1.1"):
            refusal = Refusal(status=400, reason="That is no HTTP that is spoken here")
        if refusal is None:
            await self._app(scope, receive, send_guarded)
            return
        body = f"{refusal.reason}\n".encode()
        # What the request still wants to send is not waited for.
        headers = [
            (b"content-type", b"text/plain; charset=utf-8"),
            (b"content-length", b"%d" % len(body)),
            (b"connection", b"close"),
        ]
        await send_guarded({"type": "http.response.start", "status": refusal.status, "headers": headers})
        await send_guarded({"type": "http.response.body", "body": body})
