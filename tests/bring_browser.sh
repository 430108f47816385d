#!/bin/sh
# A browser for the tests that look at maps: the system's Chromium, Debian's package, or the one that playwright brings.
for name in chromium chromium-browser google-chrome; do
  command -v "$name" >/dev/null 2>&1 && exit 0
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Bringing Chromium and a Chinese font for the browser tests …"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk; } >/dev/null 2>&1 && exit 0
fi
"$1" -m playwright install chromium >/dev/null 2>&1 && exit 0
echo "No browser could be brought: the tests of maps will be skipped. Install Chromium, or set OVERSIGHT_CHROMIUM to one."
exit 0
