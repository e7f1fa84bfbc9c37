#!/bin/sh
# Unlocks a door once, and prints the action attempt's ID when the door is open:
#
#     unlock.sh DEVICE_ID
#
# Its exit codes are those of `seam`: 0: the door is open; 1: it is still closed; 3 or 5: it is still closed, and you
# can retry; 4: unknown; 6: it is open, and the output could not be written. It requires an API key or a personal access token, which can list action attempts.
set -u
door=$1

# Prints the IDs of the device's UNLOCK_DOOR attempts, with a space after each.
attempts() {
    list=$(seam action-attempts list --device-id "$door" --all \
        --field action_type,action_attempt_id --timeout "${TIMEOUT:-30}") || return
    printf '%s\n' "$list" | awk '$1 == "UNLOCK_DOOR" { printf "%s ", $2 }'
}

# Exits with 0 if this attempt opens the door, and with 1 if it fails. Whatever goes wrong with looking at it says nothing
# about the door.
outcome() {
    seam action-attempts get --action-attempt-id "$1" --wait=30s --field action_attempt_id --timeout "${TIMEOUT:-30}"
    code=$?
    case $code in 0 | 6) exit "$code" ;; esac
    status=$(seam action-attempts get --action-attempt-id "$1" --field status --timeout "${TIMEOUT:-30}")
    [ "$status" = error ] && exit 1
    exit 4
}

# List them before the unlock, to recognize the new one.
before=$(attempts) || exit

seam locks unlock-door --device-id "$door" --wait=30s --field action_attempt_id --timeout "${TIMEOUT:-30}"
code=$?
# 4: the door may have been unlocked. Any other code is certain.
[ "$code" -eq 4 ] || exit "$code"

# Sending the unlock again could open the door twice: look for its attempt instead. It may take half a minute to show. An
# unlock that somebody else starts meanwhile is taken for this one.
for pause in 0 "${PAUSE:-5}" "${PAUSE:-10}" "${PAUSE:-15}"; do
    sleep "$pause"
    after=$(attempts) || exit 4
    for attempt in $after; do
        case " $before" in
            *" $attempt "*) ;;
            *) outcome "$attempt" ;;
        esac
    done
done
echo "Seam has no attempt to unlock it after 30 seconds, and the door is still closed: run this again" >&2
exit 3
