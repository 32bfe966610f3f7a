import assert from "node:assert/strict";
import { createHash, createPublicKey, verify } from "node:crypto";
import { createFalClient } from "@fal-ai/client";
import { ear, isPng } from "./ear.mjs";

const [base] = process.argv.slice(2);
const model = "fal-ai/flux/dev";
const input = { prompt: "a forest at dawn", seed: 7, image_size: { width: 96, height: 64 } };
const toStub = async (request) => ({
  ...request,
  url: request.url.replace(/^https:\/\/\w+\.fal\.(run|ai)/, base),
});
const fal = createFalClient({ credentials: "key:secret", requestMiddleware: toStub });
const hooks = await ear();

// Waits as an application does, and sees every state on the way.
const states = new Set();
const done = await fal.subscribe(model, {
  input,
  pollInterval: 50,
  onQueueUpdate: (update) => states.add(update.status),
});
assert.ok(states.has("COMPLETED"));
assert.equal(done.data.seed, 7);
assert.equal(done.data.images[0].width, 96);
assert.ok(done.requestId);
assert.ok(isPng(new Uint8Array(await (await fetch(done.data.images[0].url)).arrayBuffer())));

// Follows one request by its id, and is told of its end by a webhook whose signature holds.
const { request_id: requestId } = await fal.queue.submit(model, { input, webhookUrl: hooks.url });
await fal.queue.subscribeToStatus(model, { requestId, pollInterval: 50 });
const result = await fal.queue.result(model, { requestId });
assert.equal(result.requestId, requestId);
const hook = await hooks.message((body) => body.request_id === requestId);
const header = (name) => hook.headers[`x-fal-webhook-${name}`];
const { keys } = await (await fetch(`${base}/.well-known/jwks.json`)).json();
const signed = [header("request-id"), header("user-id"), header("timestamp"),
  createHash("sha256").update(hook.body).digest("hex")].join("\n");
assert.ok(verify(null, Buffer.from(signed), createPublicKey({ key: keys[0], format: "jwk" }),
  Buffer.from(header("signature"), "hex")));

// What is charged is told with the result, whose path is the app's.
const shown = await fetch(`${base}/fal-ai/flux/requests/${requestId}`, { headers: { Authorization: "Key stub" } });
assert.equal(shown.headers.get("x-fal-billable-units"), "1");

// A cancelled request ends.
const cancelled = await fal.queue.submit(model, { input });
await fal.queue.cancel(model, { requestId: cancelled.request_id });
await assert.rejects(fal.queue.result(model, { requestId: cancelled.request_id }));

// What the model does not take is told by field.
const missing = await fal.queue.submit(model, { input: { seed: 1 } });
await fal.queue.subscribeToStatus(model, { requestId: missing.request_id, pollInterval: 50 });
await assert.rejects(
  fal.queue.result(model, { requestId: missing.request_id }),
  (error) => error.name === "ValidationError" && error.fieldErrors[0].loc.at(-1) === "prompt",
);

// Who brings no key is turned away.
const stranger = createFalClient({ credentials: "", requestMiddleware: toStub });
await assert.rejects(stranger.queue.submit(model, { input }), (error) => error.status === 401);

hooks.close();
console.log("fal is content");
