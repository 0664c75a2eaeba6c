import { assert, assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import type { Process } from "../../../../pipeline/engine/store/processes.ts";
import {
  type LeaseAnswer,
  type LeaseEffects,
  Leases,
} from "../../../../pipeline/engine/store/leases.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

const key = digestOf("a key");
const processOf = (pid: number, more: Partial<Process> = {}) => {
  const process = { host: "here", pid, among: "boot 1, namespace 1", ...more };
  return { self: () => process };
};
const here = processOf(1);
const elsewhere = processOf(1, { host: "elsewhere" });

/** Leases of one process, by a clock that the test moves. */
function leasesOf(folder: string, more: Partial<LeaseEffects> = {}) {
  return new Leases(folder, {
    ...here,
    isAlive: () => true,
    elapsed: () => 0,
    began: 0,
    heartbeatMs: 5_000,
    timeoutMs: 30_000,
    leftoverMs: 86_400_000,
    ...more,
  });
}

function had(answer: LeaseAnswer) {
  if (!("lease" in answer)) throw new Error("the lease was not to be had");
  return answer.lease;
}

const namesIn = (folder: string) =>
  [...Deno.readDirSync(folder)].map(({ name }) => name);

Deno.test("Leases give a key to one at a time, and say who has it", async () => {
  await inTemporaryFolder((folder) => {
    const [mine, theirs] = [
      leasesOf(folder),
      leasesOf(folder, processOf(2)),
    ];
    const lease = had(mine.take(key));
    assertEquals(theirs.take(key), { holder: { host: "here", pid: 1 } });
    lease[Symbol.dispose]();
    assertEquals(namesIn(folder), []);
    had(theirs.take(key))[Symbol.dispose]();
  });
});

Deno.test("a lease of a process of this machine that is no more is void at once", async () => {
  await inTemporaryFolder((folder) => {
    leasesOf(folder, processOf(2)).take(key);
    const leases = leasesOf(folder, { isAlive: (pid) => pid !== 2 });
    had(leases.take(key))[Symbol.dispose]();
  });
});

Deno.test("a lease is judged by its process only where its process id counts, and else by the clock", async () => {
  const others = [
    processOf(2, { host: "elsewhere" }),
    processOf(2, { among: "boot 2, namespace 1" }),
    processOf(2, { among: "boot 1, namespace 2" }),
    // neither can know where its process id counts
    processOf(2, { among: null }),
    // as leases were once written
    processOf(2, { among: undefined }),
  ];
  for (const other of others) {
    await inTemporaryFolder((folder) => {
      leasesOf(folder, other).take(key);
      const { among } = other.self();
      let now = 0;
      const leases = leasesOf(folder, {
        ...processOf(1, among === null ? { among } : {}),
        isAlive: () => false,
        elapsed: () => now,
      });
      leases.sweep();
      assert("holder" in leases.take(key));
      now = 31_000;
      had(leases.take(key))[Symbol.dispose]();
    });
  }
});

Deno.test("a lease that is not touched is void after half a minute of the waiting one's clock", async () => {
  await inTemporaryFolder((folder) => {
    leasesOf(folder, elsewhere).take(key);
    let now = 0;
    const leases = leasesOf(folder, {
      isAlive: () => false, // of a process elsewhere this says nothing
      elapsed: () => now,
    });
    const isTaken = () => "holder" in leases.take(key);
    assert(isTaken());
    now = 29_000;
    assert(isTaken());
    // whatever the time of day: a touch is any change of it
    Deno.utimeSync(`${folder}/${key}`, 0, 0);
    now = 58_000;
    assert(isTaken());
    now = 89_000;
    had(leases.take(key))[Symbol.dispose]();
  });
});

Deno.test("a holder touches its leases as long as it has them", async () => {
  await inTemporaryFolder(async (folder) => {
    const leases = leasesOf(folder, { heartbeatMs: 5 });
    const lease = had(leases.take(key));
    const path = `${folder}/${key}`;
    Deno.utimeSync(path, 0, 0);
    const old = Deno.statSync(path).mtime!.getTime();
    for (let tries = 0; Deno.statSync(path).mtime!.getTime() === old; tries++) {
      assert(tries < 1000, "it was never touched");
      await new Promise((resume) => setTimeout(resume, 5));
    }
    lease[Symbol.dispose]();
  });
});

Deno.test("a lease that somebody else has taken over is not given back", async () => {
  await inTemporaryFolder((folder) => {
    const lease = had(leasesOf(folder).take(key));
    const other = leasesOf(folder, {
      ...processOf(3),
      isAlive: () => false,
    });
    const theirs = had(other.take(key));
    lease[Symbol.dispose]();
    assertEquals(namesIn(folder), [key]);
    theirs[Symbol.dispose]();
  });
});

Deno.test("a torn lease is waited for like any other", async () => {
  await inTemporaryFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/${key}`, '{"host":');
    let now = 0;
    const leases = leasesOf(folder, { elapsed: () => now });
    assertEquals(leases.take(key), { holder: null });
    now = 31_000;
    had(leases.take(key))[Symbol.dispose]();
  });
});

Deno.test("Leases sweep away what dead processes of this machine have left, and nothing else", async () => {
  await inTemporaryFolder((folder) => {
    const kept = [digestOf("living"), digestOf("elsewhere")];
    leasesOf(folder, processOf(2)).take(key);
    leasesOf(folder, here).take(kept[0]);
    leasesOf(folder, elsewhere).take(kept[1]);
    leasesOf(folder, { isAlive: (pid) => pid === 1 }).sweep();
    assertEquals(namesIn(folder).sort(), kept.sort());
    // but after a day, silence will do
    const tomorrow = Date.now() + 87_000_000;
    leasesOf(folder, { began: tomorrow }).sweep();
    assertEquals(namesIn(folder), []);
  });
});

Deno.test("Leases tell which keys are worked on and since when that run goes on, but none long untouched or swept away", async () => {
  await inTemporaryFolder(async (folder) => {
    const [dead, silent, torn] = ["dead", "silent", "torn"].map(digestOf);
    leasesOf(folder, { began: 17 }).take(key);
    leasesOf(folder, processOf(2)).take(dead);
    leasesOf(folder, elsewhere).take(silent);
    Deno.utimeSync(`${folder}/${silent}`, 0, 0);
    await Deno.writeTextFile(`${folder}/${torn}`, '{"host":');
    await Deno.writeTextFile(`${folder}/notes`, "mine");
    const leases = leasesOf(folder, { isAlive: (pid) => pid === 1 });
    leases.sweep();
    const engagements = leases.engagements(1000);
    assertEquals(
      new Map(engagements.map(({ key, since }) => [key, since])),
      new Map([[key, 17], [torn, 0]]),
    );
  });
});
