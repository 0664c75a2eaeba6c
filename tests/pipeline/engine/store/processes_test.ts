import { assert, assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import {
  type LeaseAnswer,
  Leases,
} from "../../../../pipeline/engine/store/leases.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";
import { namespaceTest } from "../../../support/process_namespace.ts";

const key = digestOf("a key");

/** Has another process ask for the lease, and kills it; gives what it was answered. */
async function askAndDie(
  folder: string,
  start: readonly string[] = [],
): Promise<LeaseAnswer> {
  const [program, ...args] = [
    ...[...start, Deno.execPath(), "run", "--quiet", "--allow-all"],
    ...[`${import.meta.dirname}/take_lease.ts`, folder, key],
  ];
  const child = new Deno.Command(program, {
    ...{ args, stdin: "piped", stdout: "piped" },
  }).spawn();
  const reader = child.stdout.getReader();
  const { value } = await reader.read();
  child.kill("SIGKILL");
  await child.status;
  await reader.cancel();
  await child.stdin.abort();
  return JSON.parse(new TextDecoder().decode(value));
}

Deno.test("the lease of a process that was killed is void at once", async () => {
  await inTemporaryFolder(async (folder) => {
    assert("lease" in await askAndDie(folder));
    assert("lease" in new Leases(folder).take(key));
  });
});

namespaceTest(
  "a process in another namespace, which cannot see the holder of a lease, leaves it to its heartbeat",
  async (entrance) => {
    await inTemporaryFolder(async (folder) => {
      assert("lease" in new Leases(folder).take(key));
      const holder = { host: Deno.hostname(), pid: Deno.pid };
      assertEquals(await askAndDie(folder, entrance), { holder });
      // it was first to get this one
      Deno.removeSync(`${folder}/${key}`);
      assert("lease" in await askAndDie(folder, entrance));
      const answer = new Leases(folder).take(key);
      assertEquals(answer, { holder: { ...holder, pid: 1 } });
    });
  },
);
