/* Gets the session of a user: `SEAM_API_KEY=… gateway USER [ENDPOINT]`. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "seam_gateway.h"

int main(int argc, char **argv) {
    char text[1024];
    if (argc < 2) {
        fprintf(stderr, "usage: gateway USER [ENDPOINT]\n");
        return SEAM_INVALID;
    }
    seam *client = seam_open(getenv("SEAM_API_KEY"), argc > 2 ? argv[2] : NULL, text, sizeof text);
    if (client == NULL) {
        fprintf(stderr, "%s\n", text);
        return SEAM_INVALID;
    }
    enum seam_result result = seam_session_token(client, argv[1], text, sizeof text);
    if (result == SEAM_OK)
        printf("a token of %zu characters\n", strlen(text));
    else
        fprintf(stderr, "%s\n", text);
    memset(text, 0, sizeof text);
    seam_close(client);
    return result;
}
