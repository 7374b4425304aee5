#!/bin/sh
# Runs a program in a D-Bus session of its own with an unlocked, empty keyring, and leaves nothing behind.
# usage: with-keyring.sh PROGRAM [ARGUMENT...]
set -eu
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
# Nobody is there to unlock it: with a display the question for its password would stand there for ever.
unset DISPLAY WAYLAND_DISPLAY
export HOME="$home" XDG_DATA_HOME="$home" XDG_RUNTIME_DIR="$home/run" XDG_CURRENT_DESKTOP=GNOME
# The daemon stays in the foreground under our shell, so that it ends with the test.
dbus-run-session -- sh -c '
    printf pw | gnome-keyring-daemon --foreground --unlock --components=secrets > "$HOME/keyring.log" 2>&1 &
    keyring=$!
    trap "kill $keyring 2> /dev/null; wait $keyring 2> /dev/null || true" EXIT
    until dbus-send --session --dest=org.freedesktop.DBus --print-reply /org/freedesktop/DBus \
        org.freedesktop.DBus.NameHasOwner string:org.freedesktop.secrets | grep -q "boolean true"; do
        kill -0 $keyring || exit 1
    done
    "$@"
' sh "$@"
