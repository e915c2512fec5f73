"""What is tried against the preview, as data: spellings of paths, odd requests, whole conversations."""

TRAVERSALS = (
    "/../site.yaml", "/../../etc/passwd", "/%2e%2e/site.yaml", "/..%2fsite.yaml", "/%2e%2e%2fsite.yaml",
    "/%252e%252e/site.yaml", "/..%252fsite.yaml", "/..%c0%afsite.yaml", "/%c0%ae%c0%ae/site.yaml", "/..\\site.yaml",
    "/..%5csite.yaml", "/%5c..%5csite.yaml", "/..;/site.yaml", "/.;/..;/site.yaml", "/site.yaml%00.html",
    "/%00/site.yaml", "/2018/../../site.yaml", "/2018/02/..%2f..%2f..%2fsite.yaml", "/./../site.yaml",
    "//etc/passwd", "///etc/passwd", "/%2fetc/passwd", "/%2f%2fetc%2fpasswd", "/C:/Windows/win.ini", "/C%3a/x",
    "/file:///etc/passwd", "/content/site.yaml", "/site.yaml", "/content/posts/2018-02-14-dinner.md",
    "/.journeyblog/", "/.git/config", "/public/index.html", "/themes/mine/theme.yaml", "/con", "/nul.txt", "/aux/",
    "/index.html.", "/index.html%20", "/index.html::$DATA", "/robots.txt/", "/robots.txt/x", "/secret-link",
    "/secret-link/passwd", "/_journeyblog/../site.yaml", "/_journeyblog/..%2fserver.py", "/_journeyblog/assets/x.js",
    "/_journeyblog/%2e%2e/app.py", "/_journeyblog/", "/_journeyblog", "/~root/", "/%7eroot/", "/%", "/%zz",
    "//evil.example", "//evil.example/", "//evil.example/..%2f", "/%2f%2fevil.example/", "/\\evil.example",
    "/%5cevil.example", "/%5Fjourneyblog/events", "/%5fjourneyblog/edit",
    "/;@evil.example", "/%0d%0aSet-Cookie:%20a=b", "/2018%0d%0a", "/posts", "/static/", "/theme/",
)  # fmt: skip
"""Each is refused or not there, shows nothing of a file that is not published, and sends nobody elsewhere."""

LINES = {
    "no request at all": b"\r\n\r\n\r\n\r\n",
    "noise": bytes(range(256)) * 4,
    "another protocol": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"x" * 200,
    "an older form": b"GET /\r\n\r\n",
    "an unknown version": b"GET / HTTP/9.9\r\nHost: {host}\r\n\r\n",
    "no host": b"GET / HTTP/1.1\r\n\r\n",
    "two hosts": b"GET / HTTP/1.1\r\nHost: {host}\r\nHost: evil.example\r\n\r\n",
    "the same host twice": b"GET / HTTP/1.1\r\nHost: {host}\r\nHost: {host}\r\n\r\n",
    "a foreign host": b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    "a host with a user": b"GET / HTTP/1.1\r\nHost: evil@{host}\r\n\r\n",
    "a forwarded host": b"GET / HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: {host}\r\n\r\n",
    "a whole address": b"GET http://evil.example/ HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a whole address of ours": b"GET http://{host}/ HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a tunnel": b"CONNECT evil.example:443 HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a preflight": b"OPTIONS / HTTP/1.1\r\nHost: {host}\r\nOrigin: http://evil.example\r\n"
    b"Access-Control-Request-Method: GET\r\nAccess-Control-Request-Private-Network: true\r\n\r\n",
    "a long line": b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "a long header": b"GET / HTTP/1.1\r\nHost: {host}\r\nX: " + b"a" * 100_000 + b"\r\n\r\n",
    "many headers": b"GET / HTTP/1.1\r\nHost: {host}\r\n" + b"X: y\r\n" * 20_000 + b"\r\n",
    "a folded header": b"GET / HTTP/1.1\r\nHost:\r\n evil.example\r\n\r\n",
    "a blank before the colon": b"GET / HTTP/1.1\r\nHost : {host}\r\n\r\n",
    "a zero byte": b"GET /\0 HTTP/1.1\r\nHost: {host}\r\n\r\n",
    "letters that are no ASCII": "GET /é HTTP/1.1\r\nHost: {host}\r\n\r\n".encode(),
    "two lengths": b"POST /_journeyblog/edit HTTP/1.1\r\nHost: {host}\r\nContent-Length: 1\r\n"
    b"Content-Length: 2\r\n\r\nab",
    "a length below nothing": b"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: -1\r\n\r\n",
    "a length and chunks": b"POST / HTTP/1.1\r\nHost: {host}\r\nContent-Length: 4\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "odd chunks": b"POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\nab\r\n0\r\n\r\n",
    "two encodings": b"POST / HTTP/1.1\r\nHost: {host}\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "a body for an action, too large": b"POST /_journeyblog/edit HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
    b"Content-Length: 200000\r\n\r\n" + b"{" * 200_000,
    "a body for an action, too deep": b"POST /_journeyblog/edit HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
    b"Connection: close\r\nContent-Length: 4000\r\n\r\n" + b"[" * 4000,
    "an action without a token": b"POST /_journeyblog/edit HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\n"
    b"Connection: close\r\nContent-Length: 2\r\n\r\n{}",
    "the news for a strange page": b"GET /_journeyblog/events?page=/ HTTP/1.1\r\nHost: {host}\r\nOrigin: null\r\n\r\n",
}
"""Each is answered with a refusal (4xx) or by hanging up."""
