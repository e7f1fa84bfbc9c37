#!/bin/sh
# Gets a client session for each user, for all of them at the same time, and prints their keys and tokens:
#
#     sessions.sh FILE
#
# Each line of the file is a user_identifier_key; each line of the output is a key, a tab and a token. With a
# publishable key, whoever knows a user's key can get the session, so the script passes the keys in a variable: `ps`
# shows arguments.
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
    1) echo "Seam refused: check the key and its permissions" >&2 ;;
    *) echo "see above" >&2 ;;
esac
exit "$code"
