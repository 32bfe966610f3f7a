import assert from "node:assert/strict";
import { Comfy, IdempotencyKeyReuse, InvalidWorkflow, JobFailed, Unauthorized } from "@comfyorg/sdk";
import { zJob } from "./node_modules/@comfyorg/sdk/dist/low/generated/zod.gen.js";
import { isPng } from "./ear.mjs";

const [base] = process.argv.slice(2);
process.env.COMFY_BASE_URL = base;
const comfy = new Comfy({ apiKey: "stub" });
const graph = () => ({
  1: { class_type: "CheckpointLoaderSimple", inputs: { ckpt_name: "sd_xl_base_1.0.safetensors" } },
  2: { class_type: "CLIPTextEncode", inputs: { clip: ["1", 1], text: "mountains" } },
  3: { class_type: "EmptyLatentImage", inputs: { width: 96, height: 64, batch_size: 1 } },
  4: {
    class_type: "KSampler",
    inputs: {
      model: ["1", 0], positive: ["2", 0], negative: ["2", 0], latent_image: ["3", 0],
      seed: 7, steps: 4, cfg: 7, sampler_name: "euler", scheduler: "normal", denoise: 1,
    },
  },
  5: { class_type: "VAEDecode", inputs: { samples: ["4", 0], vae: ["1", 2] } },
  9: { class_type: "SaveImage", inputs: { images: ["5", 0], filename_prefix: "stub" } },
});
const workflow = (json = graph()) => comfy.workflows.fromJson(json);

// Runs a graph to its end and takes what it made.
const job = await comfy.run(workflow());
const [output] = job.getOutputs("9");
assert.equal(output.type, "image");
const bytes = await output.toBytes();
assert.ok(isPng(bytes));
assert.equal(bytes.length, output.sizeBytes);
assert.deepEqual(await output.toBytes({ range: [1, 3] }), bytes.slice(1, 4));

// What the server shows is what the contract says.
const shown = await fetch(`${base}/api/v2/jobs/${job.id}`, { headers: { Authorization: "Bearer stub" } });
zJob.parse(await shown.json());
assert.equal((await job.getWorkflow()).format, "api");

// Follows the events of a run.
const followed = await comfy.submit(workflow());
const kinds = new Set();
for await (const event of followed.events()) kinds.add(event.kind);
assert.ok(kinds.has("statusChange") && kinds.has("progress") && kinds.has("outputReady"), [...kinds].join());

// Brings a file along, and has a graph read it.
const asset = comfy.assets.fromBytes(bytes, { filename: "photo.png" });
const reading = workflow({
  1: { class_type: "LoadImage", inputs: { image: "" } },
  9: { class_type: "SaveImage", inputs: { images: ["1", 0], filename_prefix: "copy" } },
});
reading.setInput("1", "image", asset);
assert.equal((await comfy.run(reading)).getOutputs("9").length, 1);

// A key serves once, and a cancelled run ends.
const once = await comfy.submit(workflow(), { idempotencyKey: "key-1" });
await assert.rejects(comfy.submit(workflow(), { idempotencyKey: "key-1" }), IdempotencyKeyReuse);
await once.cancel();
await once.wait();
assert.equal(once.status, "canceled");

// What is wrong with a graph is told before it runs, and what fails while it runs names its node.
const wrong = graph();
wrong[4].inputs.model = ["77", 0];
await assert.rejects(comfy.submit(workflow(wrong)), InvalidWorkflow);
const failing = {
  1: { class_type: "EmptyImage", inputs: { width: 8, height: 8, batch_size: 1, color: 0 } },
  2: { class_type: "TBoom", inputs: { image: ["1", 0], kind: "value" } },
  9: { class_type: "SaveImage", inputs: { images: ["2", 0], filename_prefix: "never" } },
};
await assert.rejects(comfy.run(workflow(failing)), (error) => error instanceof JobFailed && error.error.node_id === "2");

// Who brings no key is turned away.
await assert.rejects(new Comfy().submit(workflow()), Unauthorized);
console.log("comfyapi is content");
