# Shared by the scripts beside it; sourced, not run. Speaks of what it does, works as root or not.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '== %s\n' "$*" >&2; }

# What the console is built from, and what it needs at run time beside its libraries.
build_packages=(build-essential cmake ninja-build ccache mold pkg-config
    qt6-base-dev qt6-multimedia-dev qt6-svg-dev qt6-tools-dev qt6-tools-dev-tools qt6-l10n-tools
    qtkeychain-qt6-dev qcoro-qt6-dev libexpected-dev libsimdjson-dev libcsv-dev libssl-dev libqrencode-dev libgl1-mesa-dev libvulkan-dev
    libavformat-dev libavcodec-dev libavutil-dev libswscale-dev libswresample-dev)
run_packages=(libqt6sql6-sqlite qt6-translations-l10n fonts-dejavu-core fonts-droid-fallback)
# The fleet: cameras and media servers with real video.
fleet_packages=(libgstreamer1.0-dev libgstreamer-plugins-base1.0-dev libgstrtspserver-1.0-dev
    gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-plugins-ugly
    gstreamer1.0-libav gstreamer1.0-x)
# A display of our own where there is none.
display_packages=(xvfb openbox)
test_packages=(gnome-keyring dbus libsecret-1-0 sqlite3 kea-dhcp4-server kea-ctrl-agent)
# Another player to compare with, and a reader of JSON.
bench_packages=(mpv sqlite3)
check_packages=(clang-format clang-tidy clazy)

ensure_packages() {
    local missing=()
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return
    say "Installing: ${missing[*]}"
    local sudo=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || {
            say "These packages are missing, and there is no sudo to install them. As root: apt-get install ${missing[*]}"
            exit 1
        }
        sudo=(sudo)
    fi
    "${sudo[@]}" apt-get update -q >&2
    "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${missing[@]}" >&2
}

# What was compiled in one clone serves the next, wherever it lies.
export CCACHE_BASEDIR=$PWD CCACHE_NOHASHDIR=1

# For programs of the preset checked. A leak is a fault only where a test says so: what draws and plays loads libraries
# that keep what they have. Short traces of who allocated: long ones take a fifth of the time.
export ASAN_OPTIONS=detect_leaks=0:malloc_context_size=5:quarantine_size_mb=16 UBSAN_OPTIONS=print_stacktrace=1

# build PRESET [TARGET...]: configures once, then builds what changed.
build() {
    local preset=$1 log
    shift
    say "Building the preset $preset in build/$preset${*:+: $*}"
    log=$(mktemp)
    cmake --preset "$preset" >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
    rm -f "$log"
    cmake --build --preset "$preset" ${1:+--target "$@"} >&2
}

# start_display [WIDTHxHEIGHT]: starts Xvfb with a window manager (without one a window never becomes active) and sets DISPLAY.
start_display() {
    local number_file size=${1:-1920x1200}
    number_file=$(mktemp)
    say "Starting a display of our own (Xvfb with openbox)"
    Xvfb -displayfd 3 -screen 0 ${size}x24 -nolisten tcp 3>"$number_file" >/dev/null 2>&1 &
    display_pids=($!)
    for _ in $(seq 100); do [ -s "$number_file" ] && break; sleep 0.1; done
    [ -s "$number_file" ] || { say "Xvfb did not start"; exit 1; }
    export DISPLAY=":$(cat "$number_file")"
    rm -f "$number_file"
    unset WAYLAND_DISPLAY
    openbox >/dev/null 2>&1 &
    display_pids+=($!)
    trap stop_display EXIT
}

# For env: what makes a program speak English (en) or Russian (ru).
language_of() {
    case $1 in
    en) echo LC_ALL=C.UTF-8 LANGUAGE=en ;;
    *) echo "-u LC_ALL LANG=$1_${1^^}.UTF-8 LANGUAGE=$1" ;;
    esac
}

stop_display() {
    kill "${display_pids[@]}" 2>/dev/null || true
    wait "${display_pids[@]}" 2>/dev/null || true
}

# Settings, logs, registries of a test must not be those of whoever runs it.
use_private_folders() {
    # Not the compiler cache: what is built later shall find it where it was.
    CCACHE_DIR=$(ccache --get-config cache_dir)
    export CCACHE_DIR
    private_folder=$(mktemp -d)
    export XDG_CONFIG_HOME=$private_folder/config XDG_DATA_HOME=$private_folder/data \
        XDG_STATE_HOME=$private_folder/state XDG_CACHE_HOME=$private_folder/cache \
        XDG_RUNTIME_DIR=$private_folder/runtime
    mkdir -p "$XDG_CONFIG_HOME" "$XDG_DATA_HOME" "$XDG_STATE_HOME" "$XDG_CACHE_HOME" "$XDG_RUNTIME_DIR"
    chmod 700 "$XDG_RUNTIME_DIR"
}
