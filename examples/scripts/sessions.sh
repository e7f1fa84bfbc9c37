#!/bin/sh
# Makes a client session for each user, for all of them at the same time, and prints their keys and tokens:
#
#     sessions.sh FILE
#
# The file has a user_identifier_key a line, the output a key, a tab and a token a line. With a publishable key
# whoever has a user's key has the session too, so the keys go by a variable: arguments show in `ps`.
set -u
folder=$(mktemp -d) || exit 2
trap 'rm -rf "$folder"' EXIT

jobs='' count=0
while IFS= read -r key; do
    count=$((count + 1))
    SEAM_USER_IDENTIFIER_KEY=$key seam client-sessions get-or-create \
        --field user_identifier_key,token --timeout "${TIMEOUT:-30}" >"$folder/$count" &
    jobs="$jobs $!"
done <"$1"

code=0
for job in $jobs; do
    wait "$job" || code=$?
done
cat "$folder"/*

case $code in
    0) ;;
    3 | 5) echo "Seam cannot be reached, or is busy: run this again later" >&2 ;;
    1) echo "Seam refused: look at the key, and at what it may do" >&2 ;;
    *) echo "see above" >&2 ;;
esac
exit "$code"
