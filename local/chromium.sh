#!/usr/bin/env bash
# Says where a Chromium is; without one it is installed: Debian's, or else Playwright's into .local/browsers.
# Its shell without windows comes first: it needs a third less of a processor than the whole browser.
set -euo pipefail
cd "$(dirname "$0")/.."
export PLAYWRIGHT_BROWSERS_PATH="$PWD/.local/browsers"
ours() { ls .local/browsers/chromium_headless_shell-*/chrome-*/*headless*shell 2>/dev/null || true; }
for found in "${CHROMIUM:-}" "$(command -v chromium-headless-shell || true)" $(ours) \
  "$(command -v chromium || true)" "$(command -v google-chrome || true)"; do
  if [ -n "$found" ] && [ -x "$found" ]; then realpath -s "$found"; exit 0; fi
done
root=""; [ "$(id -u)" = 0 ] || root="sudo -n"
if command -v apt-get >/dev/null && $root true 2>/dev/null; then
  $root apt-get update -qq >&2
  for package in chromium-headless-shell chromium; do
    echo "· Installing Debian's $package ..." >&2
    $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >&2 || continue
    command -v "$package" && exit 0
  done
fi
echo "· Installing Playwright's Chromium into .local/browsers ..." >&2
(cd web && npx --no-install playwright install --only-shell chromium) >&2
realpath "$(ours | head -1)"
