import assert from "node:assert/strict";
import Together from "together-ai";
import { isPng } from "./ear.mjs";

const [base] = process.argv.slice(2);
const together = new Together({ apiKey: "stub", baseURL: `${base}/v1`, maxRetries: 0 });
const wish = { model: "black-forest-labs/FLUX.1-schnell", prompt: "a harbour", width: 96, height: 64, output_format: "png" };

// Has the pictures in the answer, or their addresses.
const inline = await together.images.generate({ ...wish, n: 2, response_format: "base64" });
assert.equal(inline.data.length, 2);
assert.ok(isPng(Buffer.from(inline.data[1].b64_json, "base64")));
const linked = await together.images.generate(wish);
assert.ok(isPng(new Uint8Array(await (await fetch(linked.data[0].url)).arrayBuffer())));

// What is wrong is told, and who brings no key is turned away.
await assert.rejects(together.images.generate({ model: "m" }), (error) => error.status === 400);
const stranger = new Together({ apiKey: " ", baseURL: `${base}/v1`, maxRetries: 0 });
await assert.rejects(stranger.images.generate(wish), Together.AuthenticationError);
console.log("together is content");
