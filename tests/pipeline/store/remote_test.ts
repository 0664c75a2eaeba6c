import { assertEquals, assertRejects } from "@std/assert";
import { digestOf } from "../../../pipeline/engine/digest.ts";
import { Remote, RemoteError } from "../../../pipeline/store/remote.ts";
import { deadAddress, withCacheServer, withRawServer } from "./cache_server.ts";

const name = digestOf("x");
const { signal } = new AbortController();
const patience = { silence: 10_000, pace: 50_000 };

/** What a request looks like to a `fetch` that gives the same answer to all. */
function recorder(answer = () => new Response(null, { status: 201 })) {
  const requests: Request[] = [];
  const fetch = (input: URL | RequestInfo, init?: RequestInit) => {
    requests.push(new Request(input, init));
    return Promise.resolve(answer());
  };
  return { requests, fetch };
}

const fails = async (work: Promise<unknown>, message: string) =>
  assertEquals((await assertRejects(() => work, RemoteError)).message, message);

Deno.test("Remote asks below the path of its address, with user and password as Authorization", async () => {
  const { requests, fetch } = recorder();
  const address = new URL("https://me:s%C3%A9same@host:8443/some/cache/");
  const remote = new Remote(address, patience, fetch);
  await remote.has("cas", name, signal);
  const [{ url, headers, method, redirect }] = requests;
  assertEquals(
    { url, method, redirect },
    {
      url: `https://host:8443/some/cache/cas/${name}`,
      method: "HEAD",
      redirect: "manual",
    },
  );
  assertEquals(headers.get("authorization"), "Basic bWU6c8Opc2FtZQ==");
});

Deno.test("Remote sends no Authorization unless its address has a user", async () => {
  const { requests, fetch } = recorder();
  const remote = new Remote(new URL("http://host"), patience, fetch);
  await remote.has("ac", name, signal);
  assertEquals(requests[0].url, `http://host/ac/${name}`);
  assertEquals(requests[0].headers.get("authorization"), null);
});

Deno.test("Remote reads back what it put, and knows what is not there", async () => {
  await withCacheServer(async ({ url, asked }) => {
    const remote = new Remote(url);
    const limit = 100;
    assertEquals(await remote.has("cas", name, signal), false);
    assertEquals(await remote.read("cas", name, { limit, signal }), undefined);
    const body = new TextEncoder().encode("één");
    await remote.put("cas", name, { body, signal });
    assertEquals(await remote.has("cas", name, signal), true);
    assertEquals(await remote.read("cas", name, { limit, signal }), "één");
    assertEquals(await remote.has("ac", name, signal), false);
    assertEquals(asked[2], `PUT /cas/${name}`);
  });
});

Deno.test("Remote tells the length of what it puts, as some servers need, and asks not to write over a record", async () => {
  await withCacheServer(async (server) => {
    const heard: (string | null)[] = [];
    server.twist = ({ headers }) => {
      heard.push(headers.get("content-length"), headers.get("if-none-match"));
      return undefined;
    };
    const body = new Uint8Array(5);
    await new Remote(server.url).put("ac", name, { body, signal });
    await new Remote(server.url).put("cas", name, { body, signal });
    assertEquals(heard, ["5", "*", "5", null]);
  });
});

Deno.test("Remote says in a few words what a server did instead", async () => {
  await withCacheServer(async (server) => {
    const remote = new Remote(server.url, patience);
    const read = (from = remote) =>
      from.read("ac", name, { limit: 10, signal });
    const answers = (answer: () => Response | Promise<Response>) =>
      server.twist = answer;

    answers(() => new Response("no", { status: 500 }));
    await fails(read(), "answered 500");
    answers(() => new Response(null, { status: 401 }));
    await fails(remote.has("ac", name, signal), "answered 401");
    answers(() => Response.redirect(`${server.url}ac/${name}`));
    await fails(read(), "answered 302 (a redirect)");
    answers(() => new Response(new Uint8Array(11)));
    await fails(read(), "sent more than it may");
    answers(() => new Response(null, { status: 507 }));
    const body = new Uint8Array(3);
    await fails(remote.put("ac", name, { body, signal }), "answered 507");
    const brief = new Remote(server.url, { silence: 100, pace: 1e9 });
    answers(() => new Promise(() => {}));
    await fails(read(brief), "was silent for 0.1 s");
    answers(() => new Response(new ReadableStream({ pull: () => never })));
    await fails(read(brief), "was silent for 0.1 s");
  });
});

const never = new Promise<void>(() => {});

Deno.test("Remote gives up on an answer that comes drop by drop", async () => {
  await withCacheServer(async (server) => {
    server.twist = () => new Response(dripping());
    // a thousand drops would take five seconds and more
    const remote = new Remote(server.url, { silence: 1000, pace: 1e6 });
    const reading = remote.read("cas", name, { limit: 1000, signal });
    await fails(reading, "was slower than 1000 kB/s");
  });
});

/** A byte every five milliseconds, without end. */
function dripping(): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    async pull(controller) {
      await new Promise((resume) => setTimeout(resume, 5));
      try {
        controller.enqueue(new Uint8Array(1));
      } catch {
        // it was cancelled meanwhile
      }
    },
  });
}

Deno.test("Remote says how a connection failed, without the address it went to", async () => {
  const limit = 100;
  const dead = deadAddress();
  dead.password = "secret";
  const reached = new Remote(dead).read("ac", name, { limit, signal });
  const { message } = await assertRejects(() => reached, RemoteError);
  assertEquals(
    message.replace(/ \(os error \d+\)/, ""),
    "could not be reached (tcp connect error: Connection refused)",
  );
  const cut = "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nnot fifty";
  await withRawServer(cut, async (url) => {
    const reading = new Remote(url).read("ac", name, { limit, signal });
    const broken = "broke off (error reading a body from connection)";
    await fails(reading, broken);
  });
  await withRawServer("SSH-2.0-Go\r\n", async (url) => {
    const reading = new Remote(url).read("ac", name, { limit, signal });
    await fails(reading, "broke off (invalid HTTP version parsed)");
  });
});

Deno.test("Remote stops asking when it is told to", async () => {
  await withCacheServer(async (server) => {
    const stop = new AbortController();
    server.twist = () => {
      stop.abort(new Error("enough"));
      return new Promise(() => {});
    };
    const asking = new Remote(server.url).has("ac", name, stop.signal);
    await assertRejects(() => asking, Error, "enough");
  });
});
