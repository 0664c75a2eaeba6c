import { assert, assertEquals } from "@std/assert";
import { digestOf } from "../../../../pipeline/engine/files/digest.ts";
import {
  type LeaseAnswer,
  type LeaseEffects,
  Leases,
} from "../../../../pipeline/engine/store/leases.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

const key = digestOf("a key");
const here = { host: "here", pid: 1 };
const elsewhere = { host: "elsewhere", pid: 1 };

/** Leases of one process, by a clock that the test moves. */
function leasesOf(folder: string, more: Partial<LeaseEffects> = {}) {
  return new Leases(folder, {
    self: here,
    isAlive: () => true,
    elapsed: () => 0,
    began: 0,
    heartbeatMs: 5_000,
    timeoutMs: 30_000,
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
      leasesOf(folder, { self: { host: "here", pid: 2 } }),
    ];
    const lease = had(mine.take(key));
    assertEquals(theirs.take(key), { holder: here });
    lease[Symbol.dispose]();
    assertEquals(namesIn(folder), []);
    had(theirs.take(key))[Symbol.dispose]();
  });
});

Deno.test("a lease of a process of this machine that is no more is void at once", async () => {
  await inTemporaryFolder((folder) => {
    leasesOf(folder, { self: { host: "here", pid: 2 } }).take(key);
    const leases = leasesOf(folder, { isAlive: (pid) => pid !== 2 });
    had(leases.take(key))[Symbol.dispose]();
  });
});

Deno.test("a lease that is not touched is void after half a minute of the waiting one's clock", async () => {
  await inTemporaryFolder((folder) => {
    leasesOf(folder, { self: elsewhere }).take(key);
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
      self: { host: "here", pid: 3 },
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
    leasesOf(folder, { self: { host: "here", pid: 2 } }).take(key);
    leasesOf(folder, { self: here }).take(kept[0]);
    leasesOf(folder, { self: elsewhere }).take(kept[1]);
    leasesOf(folder, { isAlive: (pid) => pid === 1 }).sweep();
    assertEquals(namesIn(folder).sort(), kept.sort());
  });
});

Deno.test("Leases tell which keys are worked on and since when that run goes on, but none long untouched or swept away", async () => {
  await inTemporaryFolder(async (folder) => {
    const [dead, silent, torn] = ["dead", "silent", "torn"].map(digestOf);
    leasesOf(folder, { began: 17 }).take(key);
    leasesOf(folder, { self: { host: "here", pid: 2 } }).take(dead);
    leasesOf(folder, { self: elsewhere }).take(silent);
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
