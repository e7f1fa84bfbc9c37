/* Calls Seam: `gateway token USER`, or `gateway call PATH [JSON]`. SEAM_API_KEY has the credential; SEAM_ENDPOINT can
 * name another endpoint than Seam's. The exit code is the number of the result. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "seam_gateway.h"

static enum seam_result token(const seam *client, const char *user) {
    char text[256];
    seam_keeper *keeper = seam_keeper_open(client, user, text, sizeof text);
    enum seam_result result = SEAM_INVALID;
    if (keeper != NULL)
        result = seam_keeper_token(keeper, text, sizeof text);
    if (result == SEAM_OK)
        printf("a token of %zu characters\n", strlen(text));
    else
        fprintf(stderr, "%s\n", text);
    memset(text, 0, sizeof text);
    seam_keeper_close(keeper);
    return result;
}

static int ends_with(const char *text, const char *end) {
    return strlen(text) >= strlen(end) && strcmp(text + strlen(text) - strlen(end), end) == 0;
}

static enum seam_result call(const seam *client, const char *path, const char *json) {
    size_t size = 4096;
    char *out = malloc(size);
    if (out == NULL)
        return SEAM_INVALID;
    enum seam_result result = seam_call(client, path, json, out, &size);
    /* These only read, so they can be called again with a larger buffer. */
    if (result == SEAM_TOO_SMALL && (ends_with(path, "/list") || ends_with(path, "/get"))) {
        free(out);
        out = malloc(size);
        if (out == NULL)
            return SEAM_INVALID;
        result = seam_call(client, path, json, out, &size);
    }
    switch (result) {
    case SEAM_OK:
        printf("%s\n", out);
        break;
    case SEAM_TOO_SMALL:
        fprintf(stderr, "done; the response takes %zu bytes, and begins %.40s\n", size, out);
        break;
    case SEAM_UNKNOWN:
        fprintf(stderr, "it may have been done: %s\n", out);
        break;
    default:
        fprintf(stderr, "it has not been done: %s\n", out);
    }
    free(out);
    return result;
}

int main(int argc, char **argv) {
    char text[1024];
    int is_token = argc == 3 && strcmp(argv[1], "token") == 0;
    if (!is_token && !((argc == 3 || argc == 4) && strcmp(argv[1], "call") == 0)) {
        fprintf(stderr, "usage: gateway token USER | gateway call PATH [JSON]\n");
        return SEAM_INVALID;
    }
    seam *client = seam_open(getenv("SEAM_API_KEY"), getenv("SEAM_ENDPOINT"), text, sizeof text);
    if (client == NULL) {
        fprintf(stderr, "%s\n", text);
        return SEAM_INVALID;
    }
    enum seam_result result =
        is_token ? token(client, argv[2]) : call(client, argv[2], argc > 3 ? argv[3] : NULL);
    seam_close(client);
    return result;
}
