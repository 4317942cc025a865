#!/bin/sh
# packages.sh GROUP...: installs the system packages of the groups (venv, print, tools) that are missing.
# Exit code 0: all there. 3: something is missing and could not be installed; the commands that install it are printed.
set -u

debian="" brew=""
for group; do
    case "$group" in
    venv) # Python's own venv module, which Debian splits off
        debian="$debian python3-venv" ;;
    print) # libharfbuzz-subset0: Pango does not pull it in, and without it one PDF takes 20 s instead of 1.5 s
        debian="$debian libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk fonts-liberation"
        brew="$brew pango harfbuzz fontconfig font-noto-serif-cjk-sc font-noto-sans-cjk-sc font-liberation" ;;
    tools) # what tests of conformance call: EPUBCheck, jing, veraPDF and Ace run on Java and Node; DocBook's schemas
        debian="$debian default-jdk-headless libreoffice-writer-nogui chromium qpdf poppler-utils docbook5-xml"
        brew="$brew openjdk libreoffice chromium qpdf poppler docbook node"
        # A Node from elsewhere is as good, and Debian's would fight with it.
        command -v npm >/dev/null || debian="$debian nodejs npm" ;;
    *)
        echo "usage: tools/packages.sh venv|print|tools ..." >&2
        exit 2 ;;
    esac
done

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    # Elsewhere we cannot ask what is there: say it once, and leave the rest to `convert doctor`.
    told=".make/told-$*"
    [ -e "$told" ] && exit 0
    echo "This is no Debian-like system, so Kanben does not install system packages here. It needs:"
    if [ "$(uname -s)" = Darwin ]; then
        echo "  brew install$brew"
        # shellcheck disable=SC2016 # printed for the user's own shell
        [ "$1" = tools ] || echo '  export DYLD_FALLBACK_LIBRARY_PATH="$(brew --prefix)/lib"    (for a Python that is not from brew)'
    else
        echo "  what Debian calls$debian"
    fi
    [ "$1" = tools ] || echo "  Then 'convert doctor' tells whether everything was found."
    mkdir -p .make && : >"$told"
    exit 3
fi

missing=""
for package in $debian; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root="env"
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
else
    echo "Not installed here, for want of rights:$missing"
    echo "Run this as root (or with sudo), then make again:"
    echo "  apt-get update && apt-get install -y --no-install-recommends$missing"
    exit 3
fi

echo "Installing$missing ..."
# Lists may be absent or old; when they cannot be had (no network), what lies in the cache may still do.
$as_root apt-get -o DPkg::Lock::Timeout=600 update -qq || echo "The lists of packages could not be renewed; going on with those that are there." >&2
# One name that this system's archive does not have must not keep out the others.
unknown=""
known=""
for package in $missing; do
    if apt-cache policy "$package" 2>/dev/null | grep -q 'Candidate: [^(]'; then known="$known $package"; else unknown="$unknown $package"; fi
done
[ -z "$unknown" ] || echo "Not to be had from this system's archive:$unknown"
[ -n "$known" ] || exit 3
# shellcheck disable=SC2086 # words are meant to split
if ! $as_root DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 install -y -qq --no-install-recommends $known </dev/null >/dev/null; then
    echo "apt-get could not install them. When its message above is dealt with, run:"
    echo "  apt-get update && apt-get install -y --no-install-recommends$known"
    exit 3
fi
[ -z "$unknown" ] || exit 3
