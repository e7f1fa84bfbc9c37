/* seam-client for C: what src/lib.rs of this folder offers. */
#ifndef SEAM_GATEWAY_H
#define SEAM_GATEWAY_H

#include <stddef.h>

typedef struct seam seam;

enum seam_result {
    SEAM_OK = 0,
    SEAM_REFUSED = 1,   /* Seam said no */
    SEAM_INVALID = 2,   /* the program or its configuration has to change */
    SEAM_NO_ANSWER = 3, /* the network: it may work later */
    SEAM_UNKNOWN = 4    /* something else than Seam answered */
};

/* A client, for all threads; NULL with a sentence in `text` if there can be none. `endpoint` is NULL for Seam. */
seam *seam_open(const char *api_key, const char *endpoint, char *text, size_t size);

/* Writes the token of the user's client session into `text`, or the sentence that says what went wrong. */
enum seam_result seam_session_token(const seam *client, const char *user_identifier_key, char *text, size_t size);

void seam_close(seam *client);

#endif
