/** An nginx of a test's own, set up as the README says. */
import { projectFolder } from "../../pipeline/project.ts";
import { onPath } from "./on_path.ts";
import { testUnless } from "./test_unless.ts";

const readme = await Deno.readTextFile(
  `${projectFolder}/pipeline/engine/README.md`,
);
const [, serverOfReadme] = /```nginx\n(.*?)```/s.exec(readme)!;

const nginx = await findNginx();

/** Names and runs a test that needs nginx with its WebDAV module. */
export function nginxTest(sentence: string, body: () => Promise<void>): void {
  const missing = nginx
    ? undefined
    : "nginx with its WebDAV module is not installed";
  testUnless(missing, sentence, body);
}

async function findNginx(): Promise<string | undefined> {
  // Debian keeps it where only the administrator looks
  const program = onPath("nginx") ?? onPath("../sbin/nginx");
  if (!program) return;
  const { stderr } = await new Deno.Command(program, { args: ["-V"] }).output();
  const built = new TextDecoder().decode(stderr);
  if (built.includes("http_dav_module")) return program;
}

/** Gives `work` the address of an nginx that keeps a cache in a folder, with directives of the test's own. */
export async function withNginx<T>(
  folder: string,
  work: (url: URL) => Promise<T>,
  directives = "",
): Promise<T> {
  const own = `${folder}/nginx`;
  const root = `${folder}/cache`;
  await Deno.mkdir(own, { recursive: true });
  await Deno.mkdir(root, { recursive: true });
  const port = freePort();
  const server = serverOfReadme
    .replace("listen 8080;", `listen 127.0.0.1:${port};`)
    .replace("root /srv/cache;", `root "${root}"; ${directives}`);
  const bodies = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
    .map((kind) => `${kind}_temp_path "${own}/${kind}";`);
  await Deno.writeTextFile(
    `${own}/nginx.conf`,
    `
    daemon off;
    master_process off;
    pid "${own}/pid";
    error_log "${own}/errors";
    events {}
    http {
      access_log off;
      ${bodies.join("\n")}
      ${server}
    }`,
  );
  const child = new Deno.Command(nginx!, {
    args: ["-p", own, "-e", `${own}/errors`, "-c", `${own}/nginx.conf`],
    stdout: "null",
    stderr: "null",
  }).spawn();
  try {
    await listening(port, child);
    return await work(new URL(`http://127.0.0.1:${port}`));
  } finally {
    try {
      child.kill("SIGTERM");
    } catch {
      // it has ended by itself
    }
    await child.status;
  }
}

function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  listener.close();
  return listener.addr.port;
}

/** Waits until somebody listens at a port. */
async function listening(port: number, child: Deno.ChildProcess) {
  let ended = false;
  child.status.then(() => ended = true);
  while (!ended) {
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
      return;
    } catch {
      await new Promise((resume) => setTimeout(resume, 10));
    }
  }
  throw new Error("Cannot start nginx: it ended at once");
}
