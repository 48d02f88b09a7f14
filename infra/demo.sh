#!/usr/bin/env bash
# Shows what this is: installs what is missing, builds, indexes the sample videos, asks six questions, serves the search page. Safe to repeat.
# Usage: infra/demo.sh [--no-serve] [--urls http://127.0.0.1:8080]. Without a terminal it names the command in place of serving.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
samples=$root/infra/samples
data=$root/artifacts/demo
mote=$root/infra/mote

serve=yes
urls=http://127.0.0.1:8080
if [ ! -t 1 ]; then serve=no; fi
while [ $# -gt 0 ]; do
    case $1 in
        --no-serve) serve=no ;;
        --urls) urls=${2:?--urls needs an address} && shift ;;
        *) echo "Usage: infra/demo.sh [--no-serve] [--urls http://127.0.0.1:8080]" >&2 && exit 2 ;;
    esac
    shift
done

say() { printf '\n%s\n' "$*"; }

if [ ! -e "$root/infra/models/demo/manifest.json" ]; then
    echo "The demo model is missing from $root/infra/models/demo: this is not a whole copy of the repository." >&2
    exit 1
fi

"$root/infra/setup.sh"
"$mote" --version >/dev/null

# A folder of its own, made anew, so that each run shows the same.
rm -rf "$data"
say "Indexing the sample videos (nobody told the index what they show):"
say "\$ infra/mote index infra/samples/*.mp4"
"$mote" index "$samples"/*.mp4 --data "$data" --model demo

# queries.txt: a phrase a line, then a tab and what to look at in the answer.
while IFS=$'\t' read -r phrase note; do
    case $phrase in '' | '#'*) continue ;; esac
    say "\$ infra/mote search \"$phrase\"        # $note"
    "$mote" search "$phrase" --data "$data" --limit 3 2>&1
done <"$samples/queries.txt"

say "Your turn: infra/mote search \"a phrase\" --data artifacts/demo, or infra/mote index your-videos --data artifacts/demo --model demo."
if [ "$serve" = no ]; then
    say "The search page: infra/mote serve --data artifacts/demo --urls $urls, then open $urls/."
    exit 0
fi
say "\$ infra/mote serve --data artifacts/demo --urls $urls"
exec "$mote" serve --data "$data" --model demo --urls "$urls"
