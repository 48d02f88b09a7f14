#!/usr/bin/env bash
# Installs what is missing: FFmpeg, and on older systems a libstdc++ that TorchSharp accepts. With --tests also Chromium, for the tests of the page, and
# RabbitMQ, Azurite and promtool.
# Safe to repeat; quiet when all is there.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

if ! command -v dotnet >/dev/null; then
    echo "The .NET 10 SDK is missing: install it from https://dot.net/download, or with your system's package manager (package dotnet-sdk-10.0)." >&2
    exit 1
fi
if ! (cd "$root" && dotnet --version >/dev/null 2>&1); then
    echo "The .NET 10 SDK is missing (found: $(cd / && dotnet --version 2>/dev/null || echo none)): install it from https://dot.net/download." >&2
    exit 1
fi

can_install() { command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null; }; }

# install PACKAGE... : through apt, as root or with sudo.
install() {
    if ! can_install; then
        echo "Please install: $*" >&2
        exit 1
    fi
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
    echo "Installing $* ..." >&2
    "${as_root[@]}" apt-get update -qq >&2
    # What packages would run as services stays off: the tests start their own.
    local policy=/usr/sbin/policy-rc.d stays_off=false services=() package
    for package; do case $package in rabbitmq-server | prometheus) services+=("$package") ;; esac; done
    if [ ${#services[@]} -gt 0 ] && [ ! -e "$policy" ]; then
        stays_off=true
        printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" tee "$policy" >/dev/null
        "${as_root[@]}" chmod +x "$policy"
    fi
    local status=0
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null || status=$?
    if $stays_off; then
        "${as_root[@]}" rm -f "$policy"
        if [ -d /run/systemd/system ]; then "${as_root[@]}" systemctl --quiet disable "${services[@]}"; fi
    fi
    return "$status"
}

missing=()
command -v ffmpeg >/dev/null && command -v ffprobe >/dev/null || missing+=(ffmpeg)
if [ "$(uname -s)" = Linux ] && ! "$root/infra/native/libstdcxx-compat.sh" "$root/artifacts/native" 2>/dev/null; then
    command -v gcc >/dev/null || missing+=(gcc libc6-dev)
    command -v objdump >/dev/null || missing+=(binutils)
fi
# What only some tests need.
extras=()
if [ "${1:-}" = --tests ] && [ -z "${MOTE_CHROMIUM:-}" ] && ! command -v chromium >/dev/null && ! command -v chromium-browser >/dev/null && ! command -v google-chrome >/dev/null; then
    # Elsewhere (Ubuntu) the package is a snap, which containers cannot run: there the tests of the page are skipped, and say so.
    if grep -qs '^ID=debian' /etc/os-release; then extras+=(chromium fonts-inter); fi
fi
# The broker of the tests, and promtool, which tests alert rules.
if [ "${1:-}" = --tests ] && [ -z "${MOTE_TEST_RABBITMQ:-}" ] && grep -qsE '^ID(_LIKE)?=.*debian' /etc/os-release; then
    [ -x /usr/lib/rabbitmq/bin/rabbitmq-server ] || extras+=(rabbitmq-server)
    /usr/bin/python3 -c 'import pika' 2>/dev/null || extras+=(python3-pika)
fi
if [ "${1:-}" = --tests ] && ! command -v promtool >/dev/null && grep -qsE '^ID(_LIKE)?=.*debian' /etc/os-release; then extras+=(prometheus); fi
if [ ${#extras[@]} -gt 0 ] && ! can_install; then
    echo "Not installed: ${extras[*]}: the tests that need them are skipped." >&2
    extras=()
fi
if [ $((${#missing[@]} + ${#extras[@]})) -gt 0 ]; then install ${missing[@]+"${missing[@]}"} ${extras[@]+"${extras[@]}"}; fi
if [ "$(uname -s)" = Linux ]; then "$root/infra/native/libstdcxx-compat.sh" "$root/artifacts/native"; fi

# The emulator of Azure Blob Storage, for the tests of that store; without npm they are skipped, and say so.
azurite=3.37.0
tools=$root/artifacts/tools/azurite
if [ "${1:-}" = --tests ] && ! command -v azurite-blob >/dev/null && command -v npm >/dev/null && [ "$(cat "$tools/.version" 2>/dev/null)" != "$azurite" ]; then
    echo "Installing azurite ..." >&2
    if npm install --silent --no-audit --no-fund --prefix "$tools" "azurite@$azurite" >/dev/null 2>&1; then
        echo "$azurite" > "$tools/.version"
    else
        echo "azurite could not be installed: the tests that need it are skipped." >&2
    fi
fi
