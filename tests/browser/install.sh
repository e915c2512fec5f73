#!/bin/sh
# Bring Chromium for the browser's tests, where this system's package manager can. Does nothing when it is there.
set -eu

for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
  [ -n "$name" ] && command -v "$name" >/dev/null 2>&1 && exit 0
done

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

echo "The tests look at pages in Chromium, which is not here yet: installing it." >&2
if command -v apt-get >/dev/null 2>&1; then
  as_root apt-get update -qq
  DEBIAN_FRONTEND=noninteractive as_root apt-get install -qq -y --no-install-recommends chromium fonts-dejavu-core >/dev/null
elif command -v dnf >/dev/null 2>&1; then
  as_root dnf install -q -y chromium dejavu-sans-fonts
elif command -v apk >/dev/null 2>&1; then
  as_root apk add -q chromium font-dejavu
else
  echo "Install Chromium or Chrome, then say where it is: CHROMIUM=/path/to/chrome make test" >&2
  exit 1
fi
