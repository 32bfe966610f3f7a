import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import Replicate, { validateWebhook } from "replicate";
import { ear, isPng } from "./ear.mjs";

const [base] = process.argv.slice(2);
const model = "black-forest-labs/flux-schnell";
const input = { prompt: "a city at night", seed: 7, width: 96, height: 64 };
const replicate = new Replicate({ auth: "r8_stub", baseUrl: `${base}/v1` });
const hooks = await ear();

// Waits for the answer of one call.
const [url] = await replicate.run(model, { input });
assert.ok(isPng(new Uint8Array(await (await fetch(url)).arrayBuffer())));

// Follows one prediction by its id, and is told of its end by a webhook whose signature holds.
const created = await replicate.predictions.create({
  version: "a".repeat(64),
  input,
  webhook: hooks.url,
  webhook_events_filter: ["completed"],
});
assert.equal(created.status, "starting");
const done = await replicate.wait(created, { interval: 50 });
assert.equal(done.status, "succeeded");
assert.ok(done.metrics.predict_time > 0);
const hook = await hooks.message((body) => body.id === created.id && body.status === "succeeded");
const { key } = await replicate.webhooks.default.secret.get();
assert.ok(await validateWebhook({
  id: hook.headers["webhook-id"],
  timestamp: hook.headers["webhook-timestamp"],
  signature: hook.headers["webhook-signature"],
  body: hook.body,
  secret: key,
}));

// A cancelled prediction ends.
const cancelled = await replicate.predictions.create({ model, input });
assert.equal((await replicate.predictions.cancel(cancelled.id)).status, "canceled");

// They are listed.
const { results } = await replicate.predictions.list();
assert.ok(results.some((prediction) => prediction.id === created.id));

// A file is stored, and a prediction may read it.
const photo = Buffer.alloc(1000, 7);
const file = await replicate.files.create(new Blob([photo], { type: "image/png" }), { purpose: "input" });
assert.equal(file.size, photo.length);
assert.equal(file.checksums.sha256, createHash("sha256").update(photo).digest("hex"));
assert.equal((await replicate.files.get(file.id)).urls.get, file.urls.get);
const reading = await replicate.predictions.create({ model, input: { ...input, image: file.urls.get } });
assert.equal(reading.input.image, file.urls.get);

// All of them are listed, a page at a time, and each says where its end is to be told.
for (let i = 0; i < 100; i++) await replicate.predictions.create({ model, input });
const listed = [];
for await (const page of replicate.paginate(replicate.predictions.list)) listed.push(...page);
assert.ok(listed.length > 100);
assert.equal(listed.find((prediction) => prediction.id === created.id).webhook, hooks.url);

// What the model does not take is refused, and so is who brings no key.
await assert.rejects(
  replicate.predictions.create({ model, input: {} }),
  (error) => error.response.status === 422,
);
const stranger = new Replicate({ auth: " ", baseUrl: `${base}/v1` });
await assert.rejects(stranger.predictions.create({ model, input }), (error) => error.response.status === 401);

hooks.close();
console.log("replicate is content");
