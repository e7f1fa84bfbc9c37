#!/bin/sh
# Unlocks a door, once, and prints the action attempt's ID when the door is open:
#
#     unlock.sh DEVICE_ID
#
# It exits as `seam` does: 0 the door is open; 1 it stays closed; 3 or 5 it stays closed, and one may try again;
# 4 nobody knows. It needs an API key or a personal access token, which may list action attempts.
set -u
door=$1

# The IDs of the device's attempts to unlock it, with a space after each.
attempts() {
    list=$(seam action-attempts list --device-id "$door" --all \
        --field action_type,action_attempt_id --timeout "${TIMEOUT:-30}") || return
    printf '%s\n' "$list" | awk '$1 == "UNLOCK_DOOR" { printf "%s ", $2 }'
}

# Before, so that a new one shows.
before=$(attempts) || exit

seam locks unlock-door --device-id "$door" --wait=30s --field action_attempt_id --timeout "${TIMEOUT:-30}"
code=$?
# 4: it may have been done. Anything else is certain.
[ "$code" -eq 4 ] || exit "$code"

# An unlock that is sent twice opens twice: look what became of it instead. It may be on its way for half a minute.
for pause in 0 "${PAUSE:-5}" "${PAUSE:-10}" "${PAUSE:-15}"; do
    sleep "$pause"
    after=$(attempts) || exit 4
    for attempt in $after; do
        case " $before" in
            *" $attempt "*) ;;
            *)
                exec seam action-attempts get --action-attempt-id "$attempt" --wait=30s \
                    --field action_attempt_id
                ;;
        esac
    done
done
echo "Seam never got it, and the door stays closed: run this again" >&2
exit 3
