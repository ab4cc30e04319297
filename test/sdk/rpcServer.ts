import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Started } from './platform.ts';

/** A node that speaks HTTP for the test's chain: its address, and how to end it. */
export async function serveRpc({
  provider,
}: Pick<Started['connection'], 'provider'>): Promise<{ url: string; close: () => void }> {
  const answer = async ({ id, method, params }: { id: number; method: string; params?: unknown[] }) => {
    const result: unknown = await provider.request({ method, ...(params ? { params } : {}) });
    return { jsonrpc: '2.0', id, result };
  };
  const server = createServer((request, response) => {
    const parts: Uint8Array[] = [];
    request.on('data', (part: Uint8Array) => parts.push(part));
    request.on('end', () => {
      const asked = JSON.parse(Buffer.concat(parts).toString()) as Parameters<typeof answer>[0];
      void answer(asked)
        .catch(({ message }: Error) => ({ jsonrpc: '2.0', id: asked.id, error: { code: -32_000, message } }))
        .then((told) => response.setHeader('content-type', 'application/json').end(JSON.stringify(told)));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => void server.close() };
}
