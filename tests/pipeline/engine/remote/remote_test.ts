import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import {
  Remote,
  RemoteError,
} from "../../../../pipeline/engine/remote/remote.ts";
import { deadAddress, withCacheServer, withRawServer } from "./cache_server.ts";

const name = digestOf("x");
const { signal } = new AbortController();

/** The request that a remote of an address sends. */
async function requestTo(address: string): Promise<Request> {
  const { fetch } = globalThis;
  let request: Request | undefined;
  globalThis.fetch = (...args) => {
    request = new Request(...args);
    return Promise.resolve(new Response());
  };
  try {
    await new Remote(new URL(address)).has(`ac/${name}`, signal);
    return request!;
  } finally {
    globalThis.fetch = fetch;
  }
}

const fails = async (work: Promise<unknown>, message: string) =>
  assertEquals((await assertRejects(() => work, RemoteError)).message, message);

Deno.test("Remote asks below the path of its address, with user and password as Authorization", async () => {
  const address = "https://me:s%C3%A9same@host:8443/some/cache/";
  const { url, headers, method } = await requestTo(address);
  assertEquals([method, url], [
    "HEAD",
    `https://host:8443/some/cache/ac/${name}`,
  ]);
  assertEquals(headers.get("authorization"), "Basic bWU6c8Opc2FtZQ==");
});

Deno.test("Remote sends no Authorization unless its address has a user", async () => {
  const { url, headers } = await requestTo("http://host");
  assertEquals(url, `http://host/ac/${name}`);
  assertEquals(headers.get("authorization"), null);
});

Deno.test("Remote reads back what it put, and knows what is not there", async () => {
  await withCacheServer(async ({ url, asked }) => {
    const remote = new Remote(url);
    const limit = 100;
    assertEquals(await remote.has(`cas/${name}`, signal), false);
    assertEquals(
      await remote.read(`cas/${name}`, { limit, signal }),
      undefined,
    );
    const body = new TextEncoder().encode("één");
    await remote.put(`cas/${name}`, { body, signal });
    assertEquals(await remote.has(`cas/${name}`, signal), true);
    assertEquals(await remote.read(`cas/${name}`, { limit, signal }), "één");
    assertEquals(await remote.has(`ac/${name}`, signal), false);
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
    await new Remote(server.url).put(`ac/${name}`, { body, signal });
    await new Remote(server.url).put(`cas/${name}`, { body, signal });
    assertEquals(heard, ["5", "*", "5", null]);
  });
});

Deno.test("Remote says in a few words what a server did instead", async () => {
  await withCacheServer(async (server) => {
    const remote = new Remote(server.url);
    const read = (from = remote) =>
      from.read(`ac/${name}`, { limit: 10, signal });
    const answers = (answer: () => Response | Promise<Response>) =>
      server.twist = answer;

    answers(() => new Response("no", { status: 500 }));
    await fails(read(), "answered 500 Internal Server Error");
    answers(() => new Response(null, { status: 401 }));
    const wants =
      "answered 401 (it wants a user and password, as in https://USER:PASSWORD@HOST)";
    await fails(read(), wants);
    const address = new URL(server.url);
    address.password = "secret";
    const refused = "answered 401 (it does not take this user and password)";
    await fails(read(new Remote(address)), refused);
    answers(() => Response.redirect(`${server.url}ac/${name}`));
    await fails(
      read(),
      "broke off (Fetch failed: Maximum number of redirects (20) reached)",
    );
    answers(() => new Response(null, { status: 302 }));
    await fails(read(), "answered 302 Found");
    answers(() => new Response(new Uint8Array(11)));
    await fails(read(), "sent more than it may");
    answers(() => new Response(null, { status: 507 }));
    const body = new Uint8Array(3);
    await fails(
      remote.put(`ac/${name}`, { body, signal }),
      "answered 507 Insufficient Storage",
    );
    answers(() => new Response(null, { status: 413 }));
    const long = new Uint8Array(3_000_000);
    const put = remote.put(`cas/${name}`, { body: long, signal });
    await fails(put, "answered 413 Payload Too Large");
    answers(() => new Response(null, { status: 403 }));
    await fails(
      remote.put(`ac/${name}`, { body, signal }),
      "answered 403 Forbidden",
    );
    const brief = new Remote(server.url, 100);
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
    const remote = new Remote(server.url, 1000);
    const reading = remote.read(`cas/${name}`, { limit: 1000, signal });
    await fails(reading, "was slower than 50 kB/s");
  });
});

Deno.test("Remote waits as long as usual once it has answered", async () => {
  await withCacheServer(async (server) => {
    const remote = new Remote(server.url, 200, 100);
    const read = () => remote.read(`ac/${name}`, { limit: 10, signal });
    const silent = () => never as Promise<undefined>;
    server.twist = silent;
    await fails(read(), "was silent for 0.1 s");
    server.twist = () => new Response(null, { status: 500 });
    await assertRejects(read);
    server.twist = silent;
    await fails(read(), "was silent for 0.1 s");
    server.twist = () => undefined;
    await read();
    server.twist = silent;
    await fails(read(), "was silent for 0.2 s");
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
  const reached = new Remote(dead).read(`ac/${name}`, { limit, signal });
  const { message } = await assertRejects(() => reached, RemoteError);
  assertEquals(
    message,
    "could not be reached (tcp connect error: Connection refused)",
  );
  const cut = "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nnot fifty";
  await withRawServer(cut, async (url) => {
    const reading = new Remote(url).read(`ac/${name}`, { limit, signal });
    const broken = "broke off (error reading a body from connection)";
    await fails(reading, broken);
  });
  await withRawServer("SSH-2.0-Go\r\n", async (url) => {
    const reading = new Remote(url).read(`ac/${name}`, { limit, signal });
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
    const asking = new Remote(server.url).has(`ac/${name}`, stop.signal);
    await assertRejects(() => asking, Error, "enough");
  });
});

Deno.test("Remote follows redirects, and gives its password to no other host", async () => {
  await withCacheServer(async (other) => {
    await withCacheServer(async (server) => {
      const heard: [string, string, string | null][] = [];
      const hear = ({ method, headers }: Request, at: string) =>
        void heard.push([method, at, headers.get("authorization")]);
      server.twist = (request, path) => {
        hear(request, "first");
        return Response.redirect(new URL(path, other.url), 307);
      };
      other.twist = (request) => hear(request, "other");
      const address = new URL(server.url);
      address.password = "s";
      const remote = new Remote(address);
      const body = new Uint8Array(3);
      await remote.put(`cas/${name}`, { body, signal });
      assertEquals(other.entries.get(`/cas/${name}`), body);
      assertEquals(await remote.has(`cas/${name}`, signal), true);
      assert(await remote.read(`cas/${name}`, { limit: 3, signal }));
      const expected = ["PUT", "HEAD", "GET"].flatMap((method) => [
        [method, "first", "Basic OnM="],
        [method, "other", null],
      ]);
      assertEquals<unknown>(heard, expected);
    });
  });
});

Deno.test("Remote does not take the page of a login for an answer to what it put", async () => {
  await withCacheServer(async (server) => {
    const headers = { "content-type": "text/html" };
    server.twist = (_, path) =>
      path === "/login"
        ? new Response("<html>", { headers })
        : Response.redirect(new URL("/login", server.url), 303);
    const body = new Uint8Array(3);
    const put = new Remote(server.url).put(`cas/${name}`, { body, signal });
    await fails(put, "sent a web page");
  });
});

for (const status of [405, 501]) {
  Deno.test(`Remote asks by GET of a server that answers ${status} to HEAD`, async () => {
    await withCacheServer(async (server) => {
      server.twist = ({ method }) =>
        method === "HEAD" ? new Response(null, { status }) : undefined;
      const remote = new Remote(server.url);
      const has = () => remote.has(`cas/${name}`, signal);
      assertEquals(await Promise.all([has(), has()]), [false, false]);
      server.entries.set(`/cas/${name}`, new Uint8Array(1_000_000));
      server.asked.length = 0;
      assertEquals(await has(), true);
      assertEquals(server.asked, [`GET /cas/${name}`]);
      server.twist = () => new Response(null, { status });
      const error = await assertRejects(has, RemoteError);
      assertEquals(error.status, status);
    });
  });
}

Deno.test("Remote takes no refusal and no failure for a word that nothing is there", async () => {
  await withCacheServer(async (server) => {
    const remote = new Remote(server.url);
    for (const status of [401, 500]) {
      server.twist = () => new Response(null, { status });
      const has = () => remote.has(`cas/${name}`, signal);
      assertEquals((await assertRejects(has, RemoteError)).status, status);
    }
  });
});

for (const status of [429, 503]) {
  Deno.test(`Remote asks once more of a server that answers ${status}, unless it is to wait for long`, async () => {
    await withCacheServer(async (server) => {
      const answer = (after: string) => () => {
        server.twist = () => undefined;
        const headers = { "retry-after": after };
        return new Response(null, { status, headers });
      };
      const remote = new Remote(server.url);
      const body = new TextEncoder().encode("there");
      server.twist = answer("0");
      await remote.put(`ac/${name}`, { body, signal });
      server.twist = answer("0");
      const limit = 10;
      assertEquals(await remote.read(`ac/${name}`, { limit, signal }), "there");
      server.twist = answer("Sun, 06 Nov 1994 08:49:37 GMT"); // in a second
      assertEquals(await remote.read(`ac/${name}`, { limit, signal }), "there");
      server.twist = answer("3600");
      const error = await assertRejects(() =>
        remote.read(`ac/${name}`, { limit, signal })
      );
      assertStringIncludes((error as Error).message, `answered ${status} `);
    });
  });
}

Deno.test("Remote reads what is compressed on its way, and no more of it than it may", async () => {
  await withCacheServer(async (server) => {
    const text = "x".repeat(500);
    const gzipped = new Response(text).body!
      .pipeThrough(new CompressionStream("gzip"));
    const body = await new Response(gzipped).bytes();
    const headers = { "content-encoding": "gzip" };
    server.twist = () => new Response(body, { headers });
    const remote = new Remote(server.url);
    const read = (limit: number) =>
      remote.read(`ac/${name}`, { limit, signal });
    assertEquals(await read(500), text);
    await fails(read(499), "sent more than it may");
    server.twist = () => new Response("plain", { headers });
    const error = await assertRejects(() => read(500), RemoteError);
    assertStringIncludes(error.message, "broke off (");
  });
});

Deno.test("Remote reads what comes in chunks, or until the connection ends, and knows when it is cut", async () => {
  const chunks =
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n";
  const answers: [string, string | RemoteError][] = [
    [`${chunks}0\r\n\r\n`, "hello"],
    [
      chunks,
      new RemoteError("broke off (error reading a body from connection)"),
    ],
    ["HTTP/1.0 200 OK\r\n\r\nhello", "hello"],
  ];
  for (const [answer, expected] of answers) {
    await withRawServer(answer, async (url) => {
      const remote = new Remote(url);
      // each answer ends its connection, though it does not say so
      for (let time = 0; time < 5; time++) {
        const read = remote.read(`ac/${name}`, { limit: 100, signal });
        if (typeof expected === "string") assertEquals(await read, expected);
        else await fails(read, expected.message);
      }
    });
  }
});

Deno.test("Remote takes an address as people write it", async () => {
  const addresses = {
    "http://host/cache/": "http://host/cache/",
    "http://host//": "http://host/",
    "http://[::1]:8080": "http://[::1]:8080/",
    "https://me:p%40ss%2Fword@host/a%20b": "https://host/a%20b/",
  };
  for (const [address, base] of Object.entries(addresses)) {
    const { url, headers } = await requestTo(address);
    assertEquals(url, `${base}ac/${name}`);
    const code = headers.get("authorization")?.replace("Basic ", "");
    assertEquals(code && atob(code), code && "me:p@ss/word");
  }
});
