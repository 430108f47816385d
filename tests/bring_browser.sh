#!/bin/sh
# A browser for the tests that look at maps: the system's Chromium, Debian's package, or the one that playwright brings.
packages="chromium fonts-noto-cjk"
[ -n "$OVERSIGHT_CHROMIUM" ] && exit 0
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "The tests of maps need a browser, and this machine has none. Installing the system packages $packages with apt-get (OVERSIGHT_CHROMIUM=PATH names another browser instead) …"
  said=$({ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $packages; } 2>&1 >/dev/null) && exit 0
  echo "apt-get couldn't: $(echo "$said" | grep . | tail -n 1 | cut -c 1-160)"
fi
echo "The tests of maps need a browser. Bringing playwright's own Chromium into its cache (about 170 MB, no system package) …"
said=$("$1" -m playwright install chromium 2>&1) && exit 0
echo "playwright couldn't: $(echo "$said" | grep . | tail -n 1 | cut -c 1-160)"
echo "No browser could be brought: the tests of maps will be skipped. Install one and a Chinese font (Debian: apt-get install $packages), or set OVERSIGHT_CHROMIUM to one."
exit 0
