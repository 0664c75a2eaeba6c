import { concat } from "@std/bytes/concat";
import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { commandsOf } from "../../pipeline/engine/cli/cli.ts";
import { pipeline } from "../../pipeline/main.ts";
import { digestOf } from "../../pipeline/engine/files/digest.ts";
import { projectFolder } from "../../pipeline/project.ts";
import { withoutProxy } from "../../pipeline/engine/cli/remote.ts";
import { Remote } from "../../pipeline/engine/remote/remote.ts";
import { nginxTest, withNginx } from "../support/nginx.ts";
import {
  deadAddress,
  withCacheServer,
} from "../pipeline/engine/remote/cache_server.ts";
import { inTemporaryFolder } from "../support/temporary_folder.ts";

/** Trains one small model by the task itself, in a store of a machine's own. */
async function train(
  folder: string,
  machine: string,
  ...words: string[]
): Promise<string[]> {
  return await trainWith({}, folder, machine, ...words);
}

async function trainWith(
  env: Record<string, string>,
  folder: string,
  machine: string,
  ...words: string[]
): Promise<string[]> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "task",
      "--quiet",
      "train",
      "linear-regression/BP",
      "--profile=smoke",
      `--store=${folder}/${machine}`,
      `--outputs=${folder}/outputs`,
      ...words,
    ],
    cwd: projectFolder,
    env: { NO_COLOR: "1", ...env },
  }).output();
  const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
  assertEquals(code, 0, text(stderr));
  return text(stdout).trim().split("\n");
}

const initialise = "initialise/linear-regression/seed-0";
const BP = "train/linear-regression/BP/seed-0";

nginxTest(
  "what one machine has trained and locked, another takes over from nginx",
  async () => {
    await inTemporaryFolder(async (folder) => {
      await withNginx(folder, async ({ href }) => {
        const remote = `--remote=${href}`;
        const a = await train(folder, "a", remote, "--remote-write");
        assertEquals(a.at(-1), "remote: 0 hits, 2 uploads, 0 errors");
        const b = await train(folder, "b", remote, "--remote-write");
        assertEquals(b, [
          `${initialise}: taken from the remote`,
          `${BP}: taken from the remote`,
          b[2],
          "remote: 2 hits, 0 uploads, 0 errors",
        ]);
        assertStringIncludes(b[2], "0 ran; 2 fresh");

        // a setting of one's own is in no lock
        const own = [remote, "--set", "linear-regression.eta=0.02"];
        const c = await train(folder, "a", ...own, "--remote-write");
        assertEquals(c.at(-1), "remote: 0 hits, 1 uploads, 0 errors");
        const careful = await train(folder, "b", ...own);
        assertEquals(careful.slice(-2), [
          `remote is not trusted without --trust-remote, since outputs/smoke.lock.json has other digests or none, for ${BP}`,
          "remote: 0 hits, 0 uploads, 0 errors",
        ]);
        assertStringIncludes(careful.join("\n"), `${BP}: done in`);
        const trusting = await train(folder, "d", ...own, "--trust-remote");
        assertStringIncludes(trusting.at(-2)!, "0 ran; 2 fresh");
        assertEquals(trusting.at(-1), "remote: 2 hits, 0 uploads, 0 errors");
      });
    });
  },
);

nginxTest(
  "nginx, set up as the README says, gives back what it was given",
  async () => {
    await inTemporaryFolder(async (folder) => {
      await withNginx(folder, async (url) => {
        const remote = new Remote(url);
        const { signal } = new AbortController();
        const body = new Uint8Array(3_000_000).map((_, i) => i % 251);
        const digest = digestOf(body);
        assertEquals(await remote.has(`cas/${digest}`, signal), false);
        await remote.put(`cas/${digest}`, { body, signal });
        assertEquals(await remote.has(`cas/${digest}`, signal), true);
        const limit = body.length;
        const pieces: Uint8Array[] = [];
        const take = (piece: Uint8Array) => void pieces.push(piece);
        await remote.get(`cas/${digest}`, { limit, take, signal });
        assertEquals(digestOf(concat(pieces)), digest);
        assertEquals(
          await remote.read(`ac/${digest}`, { limit, signal }),
          undefined,
        );
      });
    });
  },
);

nginxTest(
  "nginx that asks for a password, compresses, closes and knows no HEAD serves as well",
  async () => {
    await inTemporaryFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/users`, "me:{PLAIN}p@ss/word\n");
      const habits = `
        auth_basic cache;
        auth_basic_user_file "${folder}/users";
        gzip on;
        gzip_types *;
        keepalive_timeout 0;
        if ($request_method = HEAD) { return 405; }`;
      await withNginx(folder, async ({ host }) => {
        const remote = `--remote=http://me:p%40ss%2Fword@${host}/a%20b/`;
        const a = await train(folder, "a", remote, "--remote-write");
        assertEquals(a.at(-1), "remote: 0 hits, 2 uploads, 0 errors");
        const b = await train(folder, "b", remote);
        assertEquals(b.at(-1), "remote: 2 hits, 0 uploads, 0 errors");
        const c = await train(folder, "c", `--remote=http://me:no@${host}`);
        assertEquals(
          c[0],
          "remote answered 401 (it does not take this user and password); what it may have is made here",
        );
        assertEquals(c.at(-1), "remote: 0 hits, 0 uploads, 2 errors");
      }, habits);
    });
  },
);

Deno.test("the tasks that take a remote may use the network, and no other", async () => {
  const { permissions, tasks } = JSON.parse(
    await Deno.readTextFile(`${projectFolder}/deno.json`),
  );
  const { net, ...others } = permissions.networked;
  assertEquals([net, others], [true, permissions.local]);
  const commands = commandsOf(pipeline);
  const networked = commands.filter(({ name }) =>
    tasks[name].command.includes(" -P=networked ")
  );
  // a plan only hands the option on
  const remote = commands.filter(({ name, options }) =>
    options.includes("remote") && name !== "plan"
  );
  assertEquals(networked, remote);
  assert(remote.length > 0);
});

Deno.test("a remote that is down changes no result and no exit code", async () => {
  await inTemporaryFolder(async (folder) => {
    const remote = ["--remote", deadAddress().href, "--remote-write"];
    const told = await train(folder, "a", ...remote, "--log=json");
    const events = told.map((line) => JSON.parse(line));
    const ran = events.filter(({ type }) => type === "ran");
    assertEquals(ran.map(({ node }) => node), [initialise, BP]);
    const { type, hits, uploads, errors, notes } = events.at(-1);
    assertEquals([type, hits, uploads, errors], ["remote", 0, 0, 4]);
    assertStringIncludes(notes[0], "remote could not be reached");
  });
});

Deno.test("a remote that cannot be reached, or refuses, is spoken of before anything runs", async () => {
  await inTemporaryFolder(async (folder) => {
    const dead = deadAddress();
    dead.password = "secret";
    const down = await train(folder, "a", "--remote", dead.href);
    assertMatch(
      down[0],
      /^remote could not be reached \(.*\); what it may have is made here$/,
    );
    await withCacheServer(async (server) => {
      const { href } = server.url;
      server.twist = () => new Response(null, { status: 401 });
      const refused = await train(folder, "b", "--remote", href, "--log=json");
      assertEquals(JSON.parse(refused[0]), {
        type: "remote-trouble",
        message:
          "remote answered 401 (it wants a user and password, as in https://USER:PASSWORD@HOST); what it may have is made here",
      });
      server.twist = () => new Response(null, { status: 403 });
      const forbidden = await train(folder, "c", "--remote", href);
      assertStringIncludes(forbidden[0], `${initialise}: running`);
    });
  });
});

Deno.test("a remote that is silent, or drips, is given up before the run and after one more call of each kind", async () => {
  await withCacheServer(async (server) => {
    const silent = () => new Promise<undefined>(() => {});
    const drips = () => new Response(dripping());
    for (const twist of [silent, drips]) {
      server.twist = twist;
      await inTemporaryFolder(async (folder) => {
        const remote = ["--remote", server.url.href, "--remote-write"];
        const told = (await train(folder, "a", ...remote, "--log=json"))
          .map((line) => JSON.parse(line));
        assertEquals(told[0], {
          type: "remote-trouble",
          message:
            "remote gave no usable answer within 3 s; what it may have is made here",
        });
        const { errors, notes } = told.at(-1);
        assertEquals(errors, 2);
        for (const end of ["was asked for", "was given"]) {
          assertStringIncludes(notes.join(), `remote ${end} nothing more`);
        }
      });
    }
  });
});

/** A byte every tenth of a second, without end. */
function dripping(): ReadableStream<Uint8Array<ArrayBuffer>> {
  let timer: ReturnType<typeof setInterval>;
  return new ReadableStream({
    start(controller) {
      timer = setInterval(() => controller.enqueue(new Uint8Array(1)), 100);
    },
    cancel: () => clearInterval(timer),
  });
}

Deno.test("withoutProxy() says what NO_PROXY does elsewhere, in Deno's words", () => {
  const remote = new URL("http://cache.lan:8080/x");
  const cases = {
    "a,b": "a,b",
    "a, b": "a,b",
    "a b": "a,b",
    "*": "cache.lan",
    "a,cache.lan:8080": "a,cache.lan",
  };
  for (const [hosts, expected] of Object.entries(cases)) {
    assertEquals(withoutProxy(hosts, remote), expected);
  }
});

Deno.test("a remote that NO_PROXY names after a blank is asked past the proxy", async () => {
  await withCacheServer(async (cache) => {
    await withCacheServer(async (proxy) => {
      await inTemporaryFolder(async (folder) => {
        const remote = ["--remote", cache.url.href];
        const proxied = { HTTP_PROXY: proxy.url.href, NO_PROXY: "elsewhere" };
        await trainWith(proxied, folder, "a", ...remote);
        assertEquals([cache.asked.length, proxy.asked.length], [0, 3]);
        const NO_PROXY = "elsewhere 127.0.0.1";
        await trainWith({ ...proxied, NO_PROXY }, folder, "b", ...remote);
        assertEquals([cache.asked.length, proxy.asked.length], [3, 3]);
      });
    });
  });
});
