#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Make this checkout able to run: `packaging/setup.sh run|test|lint`.
# Looks for what Qt, the tests and the linters need, installs it with apt-get where this user may, says in one
# sentence what to install where not, then fills .venv. Does nothing, quickly, when all is in place.
set -eu
cd "$(dirname "$0")/.."
goal=${1:?usage: setup.sh run|test|lint}
say() { echo "rigwise: $*"; }
fail() { echo "rigwise: $*" >&2; exit 1; }

# shared library -> Debian package that brings it (what the xcb and wayland plugins of the PySide6 wheel load)
qt_libraries='libGL.so.1 libgl1
libEGL.so.1 libegl1
libglib-2.0.so.0 libglib2.0-0
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libdbus-1.so.3 libdbus-1-3
libX11-xcb.so.1 libx11-xcb1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libxcb-cursor.so.0 libxcb-cursor0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-sync.so.1 libxcb-sync1
libxcb-util.so.1 libxcb-util1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1 libwayland-egl1'
# command -> package, for the tests: a C compiler for the stub driver, an X server, a container engine, a registry
test_commands='gcc gcc
Xvfb xvfb
dockerd docker.io
docker-registry docker-registry
iptables iptables
ip iproute2
setpriv util-linux
git git'

newest_python() {
    for candidate in python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

have_library() {
    # ldconfig lives in /sbin, which is not on every user's PATH
    PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null | grep -q "^[[:space:]]*$1 "
}

missing_packages() {
    python=$(newest_python)
    if [ -z "$python" ]; then
        printf ' python3 python3-venv'
    elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        case $python in python3) printf ' python3-venv' ;; *) printf ' %s-venv' "$python" ;; esac
    fi
    [ "$goal" = lint ] && return
    echo "$qt_libraries" | while read -r library package; do
        have_library "$library" || printf ' %s' "$package"
    done
    # libc6-dev: gcc alone, without recommended packages, cannot compile a C file
    if [ "$goal" = test ]; then
        [ -e /usr/include/stdio.h ] || printf ' libc6-dev'
        [ -x /usr/bin/python3 ] || printf ' python3'
        echo "$test_commands" | while read -r command package; do
            PATH="$PATH:/sbin:/usr/sbin" command -v "$command" >/dev/null 2>&1 || printf ' %s' "$package"
        done
    fi
    # the pictures that the tests compare are drawn in one font on every machine
    if [ "$goal" = test ] && ! find /usr/share/fonts /usr/local/share/fonts -name DejaVuSans.ttf 2>/dev/null | grep -q .; then
        printf ' fonts-dejavu-core'
    elif ! ls /usr/share/fonts/truetype/dejavu /usr/share/fonts/*/ >/dev/null 2>&1; then printf ' fonts-dejavu-core'; fi
}

install_packages() {
    packages=$1
    command="apt-get install -y --no-install-recommends$packages"
    command -v apt-get >/dev/null 2>&1 ||
        fail "these Debian packages (or your system's own for them) are missing, please install them:$packages"
    if [ "$(id -u)" = 0 ]; then
        sudo=
    elif command -v sudo >/dev/null 2>&1 && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
        sudo="sudo"
    else
        fail "this user may not install system packages; please have someone run: $command"
    fi
    say "installing system packages:$packages"
    # shellcheck disable=SC2086  # word splitting is meant
    $sudo apt-get update -qq &&
        $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
            -o DPkg::Lock::Timeout=120 $packages >/dev/null ||
        fail "apt-get could not install them; please run yourself: $command"
}

packages=$(missing_packages)
[ -z "$packages" ] || install_packages "$packages"
# from Debian 13 on the docker command is a package of its own
[ "$goal" != test ] || command -v docker >/dev/null 2>&1 || install_packages ' docker-cli'

python=$(newest_python)
[ -n "$python" ] || fail "Python 3.11 or newer is needed; please install it (Ubuntu 22.04: apt-get install python3.11 python3.11-venv)."

case $goal in run) extras= ;; test) extras='[test]' ;; lint) extras='[test,lint]' ;; *) fail "unknown goal $goal" ;; esac
# filled for these requirements, by this interpreter, at this place?
want="$(cksum <pyproject.toml) $($python -VV) $PWD"
stamp=.venv/.filled-$goal
if [ "$(cat $stamp 2>/dev/null)" != "$want" ]; then
    if [ ! -x .venv/bin/python ] || ! .venv/bin/python -c '' 2>/dev/null; then
        say "making a Python environment in .venv ($($python -V))"
        "$python" -m venv --clear .venv || fail "could not make .venv; is the disk full or read-only?"
    fi
    say "installing the Python packages for '$goal' (a few hundred MB the first time)"
    .venv/bin/python -m pip install -q --disable-pip-version-check -e ".$extras" ||
        fail "pip could not install the Python packages; check the network (or proxy) and run the command again."
    echo "$want" >$stamp
fi
