// Hears webhooks: answers each with 200 and keeps its headers and its body as they came.
import { createServer } from "node:http";
import { once } from "node:events";

export async function ear() {
  const heard = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    heard.push({ headers: request.headers, body: Buffer.concat(chunks).toString("utf8") });
    response.end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${server.address().port}/hook`,
    async message(matches) {
      for (let tries = 0; tries < 200; tries++) {
        const found = heard.find((message) => matches(JSON.parse(message.body)));
        if (found) return found;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`nothing of the kind among ${heard.length} messages`);
    },
    close: () => server.close(),
  };
}

export function isPng(bytes) {
  return bytes.length > 8 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47;
}
