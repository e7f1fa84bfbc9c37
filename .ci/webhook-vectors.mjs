// Writes tests/api/webhook.json: messages as Seam's webhooks carry them, each signed and judged by the package `svix`,
// which is what Seam signs with and what its JavaScript SDK verifies with. Run by hand:
//
//     (cd /tmp && npm install svix@1.99.1)
//     NODE_PATH=/tmp/node_modules node .ci/webhook-vectors.mjs >tests/api/webhook.json

import { createRequire } from "node:module";

const { Webhook } = createRequire(process.env.NODE_PATH + "/")("svix");

const NOW = 1_750_000_000;
const key = (length) => "whsec_" + Buffer.from(Array.from({ length }, (_, i) => (i * 73 + 41) % 256)).toString("base64");
const SECRET = key(24);
const OTHER = key(32);

const event = (members) =>
    JSON.stringify({
        event_id: "0f1b3c5e-0000-4000-8000-000000000001",
        event_type: "lock.unlocked",
        workspace_id: "b887bf84-9849-4454-a562-cf84293d9781",
        created_at: "2025-06-15T15:06:40.000Z",
        occurred_at: "2025-06-15T15:06:39.123Z",
        ...members,
    });
const BODY = event({ device_id: "c9cd621d-1b3e-4b1f-9d0b-000000000001", method: "keycode" });

const sign = (secret, id, time, body) => new Webhook(secret).sign(id, new Date(time * 1000), body);

// The clock that svix reads.
let now = NOW;
Date.now = () => now * 1000;

const vectors = [];
function vector(name, { secret = SECRET, id = "msg_27UH4WbU6Z5A5EzD8u03UvzRbpk", time = NOW, body = BODY, names, change = (it) => it, at = NOW }) {
    const [idName, timeName, signatureName] = names ?? ["svix-id", "svix-timestamp", "svix-signature"];
    const message = change({
        headers: { [idName]: id, [timeName]: String(time), [signatureName]: sign(secret, id, time, body) },
        body,
    });
    now = at;
    let said = "verified";
    try {
        new Webhook(secret).verify(message.body, message.headers);
    } catch (error) {
        said = error.name === "SyntaxError" ? "not JSON" : error.message;
    }
    vectors.push({ name, secret, headers: Object.entries(message.headers), body: message.body, now: at, svix: said });
}
const changed = (headers, body) => (it) => ({ headers: { ...it.headers, ...headers(it.headers) }, body: body ?? it.body });

vector("an event", {});
vector("the names that are not Svix's", { names: ["webhook-id", "webhook-timestamp", "webhook-signature"] });
vector("names in capitals", { names: ["SVIX-ID", "Svix-Timestamp", "svix-Signature"] });
vector("Svix's names count, whatever the others say", {
    change: changed(() => ({ "webhook-id": "other", "webhook-timestamp": "1", "webhook-signature": "v1,other" })),
});
vector("text that is not ASCII", { body: event({ device_name: "Haustür 🚪 \u2028 日本語 é e\u0301 \\u00e9 \n" }) });
vector("an event with white space around it", { body: `\n ${BODY} \r\n` });
vector("an event type that nobody knows yet", { body: event({ event_type: "door.sang", song: ["la", { volume: 1e3 }] }) });
for (const length of [16, 32, 47, 63, 64, 65, 100, 200]) {
    vector(`a key of ${length} bytes`, { secret: key(length) });
}
// The lengths at which SHA-256 takes another block.
for (const length of [55, 56, 63, 64, 65]) {
    const more = (64 + length - (`msg_27UH4WbU6Z5A5EzD8u03UvzRbpk.${NOW}.`.length + Buffer.byteLength(BODY)) % 64) % 64;
    vector(`a signed text that ends ${length % 64} bytes into a block`, { body: BODY + " ".repeat(more) });
}
vector("several signatures, of which the last is right", {
    change: changed((it) => ({
        "svix-signature": `v1a,${"A".repeat(86)}== v1,${"A".repeat(43)}= ${sign(OTHER, "other", NOW, BODY)} ${it["svix-signature"]}`,
    })),
});
vector("several signatures, of which the first is right", {
    change: changed((it) => ({ "svix-signature": `${it["svix-signature"]} v2,${"A".repeat(43)}=  v1 v1, ,` })),
});
vector("an old secret's signature beside the new one's", {
    change: changed((it) => ({ "svix-signature": `${sign(OTHER, it["svix-id"], NOW, BODY)} ${it["svix-signature"]}` })),
});
vector("five minutes ago", { at: NOW + 300 });
vector("five minutes ahead", { at: NOW - 300 });

vector("more than five minutes ago", { at: NOW + 301 });
vector("more than five minutes ahead", { at: NOW - 301 });
vector("in 1970", { time: 0 });
vector("an empty body", { body: "" });
vector("a body that is cut", { body: BODY.slice(0, -1) });
vector("a web page", { body: "<!DOCTYPE html>" });

vector("a body that was changed", { change: changed(() => ({}), BODY.replace("keycode", "manual0")) });
vector("a body that was written anew", { change: changed(() => ({}), JSON.stringify(JSON.parse(BODY), null, 1)) });
vector("a body with a line break after it", { change: changed(() => ({}), BODY + "\n") });
vector("another message's ID", { change: changed(() => ({ "svix-id": "msg_other" })) });
vector("another time", { change: changed(() => ({ "svix-timestamp": String(NOW + 1) })) });
vector("another secret's signature", {
    change: changed((it) => ({ "svix-signature": sign(OTHER, it["svix-id"], NOW, BODY) })),
});
vector("the right signature as another version", {
    change: changed((it) => ({ "svix-signature": it["svix-signature"].replace("v1,", "v1a,") })),
});
vector("the right signature without a version", {
    change: changed((it) => ({ "svix-signature": it["svix-signature"].replace("v1,", "") })),
});
vector("the right signature, cut", {
    change: changed((it) => ({ "svix-signature": it["svix-signature"].slice(0, -2) })),
});
vector("the right signature with a comma after it and more", {
    change: changed((it) => ({ "svix-signature": `v1,${"B".repeat(43)}=,${it["svix-signature"].slice(3)}` })),
});
for (const name of ["svix-id", "svix-timestamp", "svix-signature"]) {
    const without = ({ headers, body }) => ({
        headers: Object.fromEntries(Object.entries(headers).filter(([it]) => it !== name)),
        body,
    });
    vector(`without ${name}`, { change: without });
    vector(`with an empty ${name}`, { change: changed(() => ({ [name]: "" })) });
}
vector("a time that is no number", { change: changed(() => ({ "svix-timestamp": "now" })) });

const lines = vectors.map((it) => "  " + JSON.stringify(it));
console.log(`{\n "made_by": ".ci/webhook-vectors.mjs with svix 1.99.1",\n "vectors": [\n${lines.join(",\n")}\n ]\n}`);
