#!/usr/bin/env bash
# Installs what is missing, builds everything, runs every test this machine can run. Arguments go to the test runner.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$root"
./infra/setup.sh --tests
if [ -e artifacts/native/libstdc++.so.6 ]; then
    export LD_LIBRARY_PATH="$root/artifacts/native${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
fi

dotnet build MoTE.Indexing.sln -c Release -v q --nologo -clp:ErrorsOnly
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
# One test program at a time: each loads libtorch and uses every core.
dotnet test --solution MoTE.Indexing.sln -c Release --no-build --max-parallel-test-modules 1 "$@" 2>&1 | tee "$log" || status=$?

count() { awk -v key="$1:" '$1 == key && NF == 2 { n = $2 } END { print n + 0 }' "$log"; }
failed=$(($(count failed) + $(count error)))
if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
echo "$(count succeeded) passed, $failed failed, $(count skipped) skipped"
exit "$status"
