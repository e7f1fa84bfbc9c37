/* seam-client for C: what src/lib.rs of this folder offers.
 *
 * Threads: any number of them may use one `seam` and one `seam_keeper` at the same time. Close each once, when no
 * thread is in a function with it. After a fork, the child opens its own.
 *
 * Memory: a `seam` and a `seam_keeper` are the library's, until they are closed. All texts are the caller's, and no
 * function keeps a pointer to one. Texts are UTF-8 and end with a zero byte; the size of a buffer includes it, and a
 * function never writes beyond. In place of a result, a function writes one sentence for an operator that says what
 * went wrong: it holds no secret, and is cut off if the buffer is too small for it.
 *
 * Time: only seam_call and seam_keeper_token wait for anything, and each says for how long at most. No function
 * starts a thread that outlives it, but for a look-up of a name that hangs; none raises or handles a signal.
 */
#ifndef SEAM_GATEWAY_H
#define SEAM_GATEWAY_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct seam seam;
typedef struct seam_keeper seam_keeper;

enum seam_result {
    SEAM_OK = 0,
    SEAM_REFUSED = 1,  /* Seam refused, and would again. Nothing has happened. */
    SEAM_INVALID = 2,  /* The program or its configuration has to change. Nothing was sent. */
    SEAM_LATER = 3,    /* Seam could not be reached, or is busy. Nothing has happened: it may work later. */
    SEAM_UNKNOWN = 4,  /* Seam may have done it: the response was lost, or is not one of Seam's. Find out before you
                          send anything again that must not happen twice. */
    SEAM_TOO_SMALL = 5 /* Seam has done it, and the buffer is too small for the whole response. */
};

/* A client, to be closed by seam_close; or NULL, with a sentence in `text`. `credential` is an API key, a publishable
 * key or a client session's token; `endpoint` is NULL for Seam's own. Sends nothing and does not block. */
seam *seam_open(const char *credential, const char *endpoint, char *text, size_t size);

/* Calls any of Seam's endpoints: `path` such as "/locks/unlock_door", and its parameters as a JSON object; NULL is {}.
 *
 * Writes the response's JSON, or a sentence, into `out`. `*size` is the size of `out`; on return, it is the size that
 * the whole text needs. After SEAM_TOO_SMALL, `out` has the beginning of the response: what only reads can be called
 * again with as much room. Do not call an action again: give it 4096 bytes, and it will not be too small.
 *
 * Blocks for 10 seconds at most. It is sent again within that time only if Seam certainly has not done it. An action
 * is done some time after its response: call "/action_attempts/get" until its `status` is no longer "pending". */
enum seam_result seam_call(const seam *client, const char *path, const char *json, char *out, size_t *size);

/* A client session of this user that is always valid, to be closed by seam_keeper_close; or NULL, with a sentence in
 * `text`. `client` has an API key or a publishable key, and may be closed before the keeper. Sends nothing and does
 * not block. */
seam_keeper *seam_keeper_open(const seam *client, const char *user_identifier_key, char *text, size_t size);

/* Writes the session's token into `text`, or a sentence. Call it each time that a token is wanted.
 *
 * Does not block while it has a token, except in the one thread that renews it: for 5 seconds at most. Without one,
 * blocks for 10 seconds at most; after a failure, the same sentence comes at once for a while. After SEAM_LATER and
 * SEAM_UNKNOWN, ask again: asking twice does no harm. A token fits into 256 bytes; into too few, none is written. */
enum seam_result seam_keeper_token(const seam_keeper *keeper, char *text, size_t size);

/* Do not block. NULL is nothing to close. */
void seam_keeper_close(seam_keeper *keeper);
void seam_close(seam *client);

#ifdef __cplusplus
}
#endif

#endif
