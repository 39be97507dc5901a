#!/usr/bin/env bash
# Says where a Chromium is; without one it is installed: Debian's, or else Playwright's into .local/browsers.
set -euo pipefail
cd "$(dirname "$0")/.."
export PLAYWRIGHT_BROWSERS_PATH="$PWD/.local/browsers"
for found in "${CHROMIUM:-}" "$(command -v chromium || true)" "$(command -v google-chrome || true)" \
  $(ls -d .local/browsers/chromium-*/chrome-*/chrome 2>/dev/null || true); do
  if [ -n "$found" ] && [ -x "$found" ]; then realpath -s "$found"; exit 0; fi
done
root=""; [ "$(id -u)" = 0 ] || root="sudo -n"
if command -v apt-get >/dev/null && $root true 2>/dev/null; then
  echo "· Installing Debian's Chromium ..." >&2
  $root apt-get update -qq >&2 && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >&2
  command -v chromium && exit 0
fi
echo "· Installing Playwright's Chromium into .local/browsers ..." >&2
(cd web && npx --no-install playwright install chromium) >&2
realpath "$(ls -d .local/browsers/chromium-*/chrome-*/chrome | head -1)"
