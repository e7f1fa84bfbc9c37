/* seam-client for C: the functions of src/lib.rs in this folder.
 *
 * Threads: any number of threads may use one `seam` and one `seam_keeper` at the same time. Close each once, when no
 * thread is in a function that uses it. After a fork, the child must open its own.
 *
 * Memory: the library owns a `seam` and a `seam_keeper` until you close them. The caller owns all strings, and no
 * function keeps a pointer to one. Strings are UTF-8 and end with a zero byte. The size of a buffer includes that byte,
 * and no function writes past it. If a function fails, it writes a sentence for an operator instead of its result. The
 * sentence contains no secret, and is cut off if the buffer is too small.
 *
 * Time: only seam_call and seam_keeper_token block, and the comment on each says for how long at most. No function
 * leaves a thread running, except for a name lookup that hangs. None raises or handles a signal.
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
    SEAM_REFUSED = 1,  /* Seam refused the request. Nothing has happened. Retrying does not help. */
    SEAM_INVALID = 2,  /* The program or its configuration has to change. Nothing was sent. */
    SEAM_LATER = 3,    /* Seam could not be reached, or is busy. Nothing has happened. Retry later. */
    SEAM_UNKNOWN = 4,  /* Seam may have done it: the response was lost, or did not come from Seam. If it must not
                          happen twice, check before you send it again. */
    SEAM_TOO_SMALL = 5 /* Seam has done it, but the buffer is too small for the whole response. */
};

/* Returns a client; close it with seam_close. If it fails, returns NULL, with a sentence in `text`. `credential` is an
 * API key, a publishable key or a client session's token; `endpoint` is NULL for Seam. Sends nothing and does not
 * block. */
seam *seam_open(const char *credential, const char *endpoint, char *text, size_t size);

/* Calls any of Seam's endpoints: `path` is for example "/locks/unlock_door"; `json` has its parameters as a JSON
 * object, or is NULL, which means {}.
 *
 * Writes the response's JSON, or a sentence, into `out`. `*size` is the size of `out`; on return, it is the size that
 * the whole string needs. After SEAM_TOO_SMALL, `out` has the beginning of the response. If the call only reads, call
 * again with a buffer of that size. Do not call an action again: 4096 bytes are enough for its response.
 *
 * Blocks for 10 seconds at most. Within that time, it retries only if Seam has certainly not done it. An action is done
 * some time after its response: call "/action_attempts/get" until its `status` is no longer "pending". */
enum seam_result seam_call(const seam *client, const char *path, const char *json, char *out, size_t *size);

/* Returns a keeper, which keeps a client session of this user valid; close it with seam_keeper_close. If it fails,
 * returns NULL, with a sentence in `text`. `client` must have an API key or a publishable key; you may close it before
 * the keeper. Sends nothing and does not block. */
seam_keeper *seam_keeper_open(const seam *client, const char *user_identifier_key, char *text, size_t size);

/* Writes the session's token, or a sentence, into `text`. Call it each time that you need the token.
 *
 * While it has a token, it blocks only in the one thread that renews the token, for 5 seconds at most. Without a token,
 * it blocks for 10 seconds at most; for a while after a failure, it returns the same sentence at once. After SEAM_LATER
 * and SEAM_UNKNOWN, call it again: that is always safe. A token fits into 256 bytes. If the buffer is too small, no
 * part of the token is written. */
enum seam_result seam_keeper_token(const seam_keeper *keeper, char *text, size_t size);

/* Do not block. With NULL, they do nothing. */
void seam_keeper_close(seam_keeper *keeper);
void seam_close(seam *client);

#ifdef __cplusplus
}
#endif

#endif
