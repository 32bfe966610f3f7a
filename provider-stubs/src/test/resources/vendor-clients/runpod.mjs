import assert from "node:assert/strict";
import runpodSdk from "runpod-sdk";
import { isPng } from "./ear.mjs";

const [base] = process.argv.slice(2);
const endpoint = runpodSdk("stub", { baseUrl: `${base}/v2` }).endpoint("comfy");
const graph = (width) => ({
  1: { class_type: "EmptyImage", inputs: { width, height: 8, batch_size: 1, color: 255 } },
  9: { class_type: "SaveImage", inputs: { images: ["1", 0], filename_prefix: "stub" } },
});
const request = (width = 16) => ({ input: { workflow: graph(width) } });

// Waits for the answer of one call.
const done = await endpoint.runSync(request());
assert.ok(done.succeeded);
assert.ok(done.executionTime > 0);
assert.ok(isPng(Buffer.from(done.output.images[0].data, "base64")));

// Brings a file along, and has the graph read it.
const copied = await endpoint.runSync({
  input: {
    workflow: {
      1: { class_type: "LoadImage", inputs: { image: "photo.png" } },
      9: { class_type: "SaveImage", inputs: { images: ["1", 0], filename_prefix: "copy" } },
    },
    images: [{ name: "photo.png", image: `data:image/png;base64,${done.output.images[0].data}` }],
  },
});
assert.ok(copied.succeeded);
assert.ok(isPng(Buffer.from(copied.output.images[0].data, "base64")));

// Follows one job by its id.
const { id, status } = await endpoint.run(request());
assert.equal(status, "IN_QUEUE");
const followed = await endpoint.statusSync(id, 5000);
assert.ok(followed.completed && followed.succeeded);
for await (const _ of endpoint.stream(id)) assert.fail("the worker streams nothing");

// What is wrong with a graph is told in one text.
const failed = await endpoint.runSync(request(-1));
assert.equal(failed.status, "FAILED");
assert.match(failed.error, /width/);

// A cancelled job ends.
const cancelled = await endpoint.run(request());
assert.equal((await endpoint.cancel(cancelled.id)).status, "CANCELLED");
assert.equal((await endpoint.status(cancelled.id)).status, "CANCELLED");

assert.ok((await endpoint.health()).jobs.completed >= 2);
assert.equal((await endpoint.purgeQueue()).status, "completed");
console.log("runpod is content");
