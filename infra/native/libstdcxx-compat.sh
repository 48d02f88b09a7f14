#!/usr/bin/env bash
# libstdcxx-compat.sh OUT_DIR
#
# TorchSharp's native library asks libstdc++ for GLIBCXX_3.4.32 (GCC 13). It needs one symbol of it, a start-up anchor that
# does nothing. Where the system's libstdc++ is older (Debian 12, Ubuntu 22.04), this writes OUT_DIR/libstdc++.so.6: a
# forwarder that defines that symbol, declares every version name, and has the system's library do all the work. With OUT_DIR
# first in LD_LIBRARY_PATH, TorchSharp loads. Where the library is new enough it writes nothing and removes a stale forwarder.
set -euo pipefail

out=${1:?usage: libstdcxx-compat.sh OUT_DIR}
needed=GLIBCXX_3.4.32
case "$(uname -s)-$(uname -m)" in Linux-x86_64) ;; *) exit 0 ;; esac

system_library=
for candidate in /usr/lib/x86_64-linux-gnu /lib/x86_64-linux-gnu /usr/lib64 /lib64 /usr/lib; do
    if [ -e "$candidate/libstdc++.so.6" ]; then system_library=$(readlink -f "$candidate/libstdc++.so.6"); break; fi
done
[ -n "$system_library" ] || { echo "libstdc++.so.6 was not found; install libstdc++6." >&2; exit 1; }

if grep -qaF "$needed" "$system_library"; then rm -f "$out/libstdc++.so.6"; exit 0; fi
[ ! "$out/libstdc++.so.6" -nt "$system_library" ] || exit 0
for tool in gcc objdump; do
    command -v "$tool" >/dev/null || { echo "$tool is needed once, to make a libstdc++ that TorchSharp accepts; install gcc and binutils." >&2; exit 1; }
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$out"
objdump -p "$system_library" | awk '/^Version definitions/ { inside = 1; next } inside && $4 ~ /^(GLIBCXX|CXXABI)/ { print $4 " { };" }' > "$scratch/versions.map"
grep -q 'GLIBCXX_3\.4\.31 ' "$scratch/versions.map" || echo 'GLIBCXX_3.4.31 { };' >> "$scratch/versions.map"
echo "$needed { global: _ZSt21ios_base_library_initv; local: *; };" >> "$scratch/versions.map"
echo 'void _ZSt21ios_base_library_initv(void) {}' > "$scratch/anchor.c"

# An empty library whose soname is the system library's path: linking with it records that path as the one to load next.
: > "$scratch/empty.c"
gcc -shared -fPIC -nostdlib -o "$scratch/system.so" "$scratch/empty.c" -Wl,-soname,"$system_library"
gcc -shared -fPIC -nostdlib -o "$scratch/libstdc++.so.6" "$scratch/anchor.c" -Wl,--no-as-needed "$scratch/system.so" \
    -Wl,-soname,libstdc++.so.6 -Wl,--version-script="$scratch/versions.map"
mv -f "$scratch/libstdc++.so.6" "$out/libstdc++.so.6"
