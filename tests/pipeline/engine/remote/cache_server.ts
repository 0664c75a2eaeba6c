/** An HTTP cache in memory, honest until a test twists its answers. */
export interface CacheServer {
  url: URL;
  /** `/ac/<key>` and `/cas/<sha256>` → content */
  entries: Map<string, Uint8Array<ArrayBuffer>>;
  /** `GET /cas/<sha256>`, in the order of arrival */
  asked: string[];
  /** answers instead; `undefined` for the honest answer */
  twist: (request: Request, path: string) => Answer;
}

type Answer = Response | undefined | Promise<Response | undefined>;

/** Gives `work` a cache on a port of its own, and ends it, open answers too. */
export async function withCacheServer(
  work: (server: CacheServer) => Promise<void>,
): Promise<void> {
  const entries: CacheServer["entries"] = new Map();
  const asked: string[] = [];
  const end = new AbortController();
  const listener = Deno.serve({
    hostname: "127.0.0.1",
    port: 0,
    signal: end.signal,
    onListen() {},
  }, async (request) => {
    const path = new URL(request.url).pathname;
    asked.push(`${request.method} ${path}`);
    return await server.twist(request, path) ?? await answer(request, path);
  });
  const url = new URL(`http://127.0.0.1:${listener.addr.port}`);
  const server: CacheServer = { url, entries, asked, twist: () => undefined };
  async function answer(request: Request, path: string): Promise<Response> {
    if (request.method === "PUT") {
      entries.set(path, await request.bytes());
      return new Response(null, { status: 201 });
    }
    const entry = entries.get(path);
    return entry ? new Response(entry) : new Response(null, { status: 404 });
  }
  try {
    await work(server);
  } finally {
    end.abort();
    await listener.finished;
  }
}

/** Gives `work` the address of a server that says these very bytes to whoever calls, and hangs up. */
export async function withRawServer(
  text: string,
  work: (url: URL) => Promise<void>,
): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serve = async () => {
    for await (const connection of listener) {
      await connection.read(new Uint8Array(10_000));
      await connection.write(new TextEncoder().encode(text));
      connection.close();
    }
  };
  const served = serve();
  try {
    await work(new URL(`http://127.0.0.1:${listener.addr.port}`));
  } finally {
    listener.close();
    await served;
  }
}

/** An address at which nobody listens. */
export function deadAddress(): URL {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  listener.close();
  return new URL(`http://127.0.0.1:${listener.addr.port}`);
}
