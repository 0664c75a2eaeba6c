import { assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import type { NodeRecord } from "../../../../pipeline/engine/store/records.ts";
import {
  brief,
  built,
  dealing,
  digestsOf,
  runAnew,
  withFilledServer,
} from "./exchange_rig.ts";

/** How a server may lie about what it holds, and what is then told. */
const lies: [string, Lie][] = [
  ["sends wrong bytes", {
    of: "/cas/",
    answer: (entry) => new Response(entry.map((byte) => byte ^ 1)),
    told: "remote sent wrong bytes for a and 2 more",
  }],
  ["sends less than a whole blob", {
    of: "/cas/",
    answer: (entry) => new Response(entry.slice(1)),
    told: "remote sent less than it said for a and 2 more",
  }],
  ["sends more than a whole blob", {
    of: "/cas/",
    answer: (entry) => new Response(new Uint8Array([...entry, 0])),
    told: "remote sent more than it may for a and 2 more",
  }],
  ["stops in the middle of a blob", {
    of: "/cas/",
    answer: (entry) => new Response(beginningOf(entry)),
    silenceMs: brief,
    told: "remote was silent for 0.1 s for a and 2 more",
  }],
  ["fails", {
    of: "/",
    answer: () => new Response("oh", { status: 500 }),
    told: "remote answered 500 Internal Server Error for a and 2 more",
  }],
  ["redirects in circles", {
    of: "/",
    answer: (_, request) => Response.redirect(request.url),
    told:
      "remote broke off (Fetch failed: Maximum number of redirects (20) reached) for a and 2 more",
  }],
  ["never answers", {
    of: "/",
    answer: () => new Promise(() => {}),
    silenceMs: brief,
    told: "remote was silent for 0.1 s for a and 2 more",
  }],
  ["sends what is no record", {
    of: "/ac/",
    answer: () => new Response("<html>"),
    told: "remote sent an unreadable record for a and 2 more",
  }],
  ["answers with a login page for a record", {
    of: "/ac/",
    answer: () => loginPage(1000),
    told: "remote sent a web page for a and 2 more",
  }],
  ["answers with a long login page for a record", {
    of: "/ac/",
    answer: () => loginPage(200_000),
    told: "remote sent a web page for a and 2 more",
  }],
  ["redirects to a login page", {
    of: "/ac/",
    answer: (_, request) => Response.redirect(new URL("/login", request.url)),
    told: "remote sent a web page for a and 2 more",
  }],
  ["answers with a short login page for a blob", {
    of: "/cas/",
    answer: () => loginPage(0),
    told: "remote sent a web page for a and 2 more",
  }],
  ["answers with a login page of the length of a blob", {
    of: "/cas/",
    answer: ({ length }) => loginPage(length),
    told: "remote sent a web page for a and 2 more",
  }],
  ["answers with a login page for a blob", {
    of: "/cas/",
    answer: () => loginPage(1000),
    told: "remote sent a web page for a and 2 more",
  }],
  ["sends an endless record", {
    of: "/ac/",
    answer: () => new Response("[".repeat(200_000)),
    told: "remote sent more than it may for a and 2 more",
  }],
  ["sends the record of another key", {
    of: "/ac/",
    answer: ofAnotherKey,
    told: "remote sent another key's record for a and 2 more",
  }],
];

interface Lie {
  /** where its answers are false: the beginning of a path */
  of: string;
  answer(
    entry: Uint8Array<ArrayBuffer>,
    request: Request,
  ): Response | Promise<Response>;
  told: string;
  /** of the client; as usual unless the lie is to say nothing */
  silenceMs?: number;
}

function loginPage(length: number): Response {
  return new Response("<".repeat(length), {
    headers: { "content-type": "text/html; charset=utf-8" },
  });
}

function ofAnotherKey(entry: Uint8Array<ArrayBuffer>): Response {
  const record: NodeRecord = JSON.parse(new TextDecoder().decode(entry));
  return Response.json({ ...record, key: digestOf("another") });
}

function beginningOf(entry: Uint8Array<ArrayBuffer>) {
  return new ReadableStream({
    start: (controller) => controller.enqueue(entry.slice(0, 2)),
    pull: () => new Promise(() => {}),
  });
}

for (const [what, { of, answer, told, silenceMs }] of lies) {
  Deno.test(`a remote that ${what} changes nothing of a run, and is soon left alone`, async () => {
    await withFilledServer(async (server, made) => {
      server.twist = (request, path) => {
        if (path === "/login") return loginPage(100);
        if (!path.startsWith(of)) return undefined;
        return answer(server.entries.get(path)!, request);
      };
      const run = await runAnew(dealing(server.url, { silenceMs }));
      assertEquals(run.told, built);
      assertEquals(digestsOf(run), digestsOf(made));
      assertEquals(run.tally!.line, "remote: 0 hits, 0 uploads, 3 errors");
      assertEquals(run.tally!.notes, [
        told,
        "remote was asked for nothing more after 3 errors in a row",
      ]);
    });
  });
}
