/** A Slurm of a test's own: one node on this machine, its ports, state and keys in a folder that is gone afterwards. */
import { onPath } from "./on_path.ts";
import { testUnless } from "./test_unless.ts";

const names = ["munged", "slurmctld", "slurmd", "sbatch", "squeue", "scancel"];
/** Debian keeps daemons where only the administrator looks. */
const programOf = (name: string) => onPath(name) ?? onPath(`../sbin/${name}`);

/** Names and runs a test that needs Slurm. */
export function slurmTest(
  sentence: string,
  body: (slurm: Slurm) => Promise<void>,
): void {
  const missing = names.filter((name) => !programOf(name));
  testUnless(
    missing.length > 0 ? `${missing.join(", ")} not installed` : undefined,
    sentence,
    () => withSlurm(body),
  );
}

/** The Slurm that a test may use. */
export interface Slurm {
  /** what its programs need in their environment */
  env: Record<string, string>;
  /** runs one of its programs; what that prints */
  run(program: string, ...args: string[]): Promise<string>;
  /** the jobs that have not ended */
  queue(): Promise<QueuedJob[]>;
  /** the processes of a job, by its number */
  processesOf(number: string): Promise<number[]>;
  stopController(): Promise<void>;
  startController(): Promise<void>;
}

/** A job: its array and place there, `7_0`; its own number, which some programs want; and where it stands. */
type QueuedJob = Record<"id" | "number" | "state", string>;

const node = "node0";

async function withSlurm(work: (slurm: Slurm) => Promise<void>): Promise<void> {
  await using afterwards = new AsyncDisposableStack();
  // its settings know no quotes, so that no blank or comma may be in the path
  const folder = await Deno.makeTempDir({ prefix: "slurm-" });
  afterwards.defer(() => Deno.remove(folder, { recursive: true }));
  // munge wants a socket that everybody can reach
  await Deno.chmod(folder, 0o755);
  const env = { SLURM_CONF: `${folder}/slurm.conf` };
  await Deno.writeTextFile(env.SLURM_CONF, settingsIn(folder));
  const key = crypto.getRandomValues(new Uint8Array(128));
  await Deno.writeFile(`${folder}/key`, key, { mode: 0o600 });

  const run = async (program: string, ...args: string[]) => {
    const { code, out, err } = await output(program, args, env);
    if (code === 0) return out;
    throw new Error(`${program} ${args.join(" ")} failed: ${err}`);
  };
  const answers = (program: string, ...args: string[]) =>
    run(program, ...args).catch(() => undefined);
  const queue = async () => {
    const out = await run(
      "squeue",
      "--array",
      "--noheader",
      "--format=%i|%A|%T",
    );
    return out.split("\n").filter((line) => line !== "").map((line) => {
      const [id, number, state] = line.split("|");
      return { id, number, state };
    });
  };
  const start = async (
    name: string,
    args: string[],
    isUp: () => Promise<unknown>,
  ) => {
    const daemon = startDaemon(name, args, { folder, env });
    try {
      await until(isUp, daemon.trouble);
      return daemon;
    } catch (error) {
      await daemon.stop();
      throw error;
    }
  };
  const startController = () =>
    start("slurmctld", ["-D"], () => answers("scontrol", "ping"));

  const files = ["key", "pid", "seed", "log"]
    .map((what) => `--${what}-file=${folder}/${what}`);
  const socket = `${folder}/socket`;
  const munge = await start(
    "munged",
    ["--foreground", `--socket=${socket}`, ...files],
    () => Deno.stat(socket).catch(() => undefined),
  );
  afterwards.defer(munge.stop);
  let controller = await startController();
  afterwards.defer(() => controller.stop());
  const worker = await start(
    "slurmd",
    ["-D", "-N", node],
    async () =>
      (await answers("sinfo", "--noheader", "--format=%T"))?.startsWith("idle"),
  );
  afterwards.defer(worker.stop);
  // what a failed test has left in the queue must not stay at work
  afterwards.defer(async () => {
    if (controller.hasEnded()) controller = await startController();
    await run("scancel", "--partition=all");
    await until(async () => (await queue()).length === 0);
  });
  await work({
    ...{ env, run, queue },
    async processesOf(number) {
      const listed = await answers("scontrol", "listpids", number, node);
      return (listed ?? "").match(/^\d+/gm)?.map(Number) ?? [];
    },
    stopController: () => controller.stop(),
    async startController() {
      controller = await startController();
    },
  });
}

/** Everything is this user's; no accounting, no cgroup, and an end that comes soon. */
function settingsIn(folder: string): string {
  const host = Deno.hostname().split(".")[0];
  const [controller, worker] = freePorts(2);
  return `
ClusterName=test
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${controller}
SlurmUser=${Deno.uid()}
SlurmdUser=${Deno.uid()}
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
AuthType=auth/munge
AuthInfo=socket=${folder}/socket
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
MpiDefault=none
SlurmdParameters=config_overrides
ReturnToService=2
KillWait=2
MessageTimeout=4
MinJobAge=2
SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
NodeName=${node} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${worker} CPUs=2 RealMemory=4000
PartitionName=all Nodes=ALL Default=YES
`;
}

function freePorts(count: number): number[] {
  const listeners = Array.from(
    Array(count),
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  for (const listener of listeners) listener.close();
  return listeners.map(({ addr }) => addr.port);
}

/** A daemon as a child, so that it can be stopped by its process id. */
function startDaemon(
  name: string,
  args: string[],
  { folder, env }: { folder: string; env: Record<string, string> },
) {
  const child = new Deno.Command(programOf(name)!, {
    ...{ args, env, cwd: folder },
    stdout: "null",
    stderr: "piped",
  }).spawn();
  let ended = false;
  const said = new Response(child.stderr).text();
  const status = child.status.finally(() => ended = true);
  return {
    hasEnded: () => ended,
    /** @throws {Error} if it has ended, with its last words. */
    async trouble() {
      if (!ended) return;
      const words = (await said).trim().split("\n").slice(-5).join("\n");
      throw new Error(`Cannot start ${name}: it ended\n${words}`);
    },
    async stop() {
      if (!ended) child.kill("SIGTERM");
      await status;
      await said;
    },
  };
}

async function output(
  program: string,
  args: string[],
  env: Record<string, string>,
) {
  const { code, stdout, stderr } = await new Deno.Command(program, {
    ...{ args, env },
  }).output();
  const [out, err] = [stdout, stderr].map((bytes) =>
    new TextDecoder().decode(bytes)
  );
  return { code, out, err };
}

/** Waits until something holds; meanwhile `check` may say that it never will. */
export async function until(
  holds: () => Promise<unknown>,
  check: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  while (!await holds()) {
    await check();
    await new Promise((resume) => setTimeout(resume, 200));
  }
}
