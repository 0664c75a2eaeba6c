import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { thisProcess } from "../../../pipeline/engine/store/processes.ts";
import { inTemporaryFolder } from "../../support/temporary_folder.ts";
import { damageAgainAndAgain } from "./damage.ts";
import { killAgainAndAgain } from "./kills.ts";
import {
  finish,
  holdingsOf,
  ranIn,
  type Reproduction,
  start,
} from "./reproduction.ts";

/** One figure and what it needs: few nodes, of every kind. */
function figure(folder: string, name: string): Reproduction {
  return {
    words: ["render", "render/figure-3a"],
    gather: ["aggregate", "aggregate/linear-regression"],
    store: `${folder}/${name}/store`,
    outputs: `${folder}/${name}/outputs`,
  };
}

async function finishWell(reproduction: Reproduction) {
  const finished = await finish(reproduction);
  assertEquals(finished.code, 0, finished.text);
  return finished;
}

Deno.test("a reproduction that is killed again and again, or whose store is damaged, comes out the same", async () => {
  await inTemporaryFolder(async (folder) => {
    const began = performance.now();
    await finishWell(figure(folder, "whole"));
    const milliseconds = performance.now() - began;
    const undisturbed = await holdingsOf(figure(folder, "whole").store);
    assertEquals(Object.keys(undisturbed.digests).length, 13);

    const { kills } = await killAgainAndAgain(figure(folder, "killed"), {
      kills: 5,
      seed: 1,
      undisturbed,
      milliseconds,
    });
    assertEquals(kills.runner + kills.node, 5);
    const { mended } = await damageAgainAndAgain(figure(folder, "whole"), {
      files: 24,
      atOnce: 8,
      seed: 1,
      undisturbed,
    });
    assert(mended > 0, "nothing was found damaged");
  });
});

Deno.test("two reproductions at once on one store run each node once, and both end well", async () => {
  await inTemporaryFolder(async (folder) => {
    const reproduction = figure(folder, "shared");
    const other = { ...reproduction, outputs: `${folder}/other` };
    const both = await Promise.all([
      finishWell(reproduction),
      finishWell(other),
    ]);
    assertEquals(both.map(ranIn).reduce((a, b) => a + b), 13);
    const svg = (outputs: string) =>
      Deno.readTextFileSync(`${outputs}/figures/figure-3a.svg`);
    assertEquals(svg(reproduction.outputs), svg(other.outputs));
  });
});

Deno.test("Ctrl-C stops the nodes, gives back the leases, and the same command goes on", async () => {
  await inTemporaryFolder(async (folder) => {
    const reproduction = figure(folder, "stopped");
    const { pid, finished } = start(reproduction);
    let ended = false;
    finished.then(() => ended = true);
    while (recordsIn(reproduction.store) < 3) {
      assert(!ended, "it ended before it was stopped");
      await new Promise((resume) => setTimeout(resume, 10));
    }
    Deno.kill(pid, "SIGINT");
    const { code, text } = await finished;
    assertEquals(code, 130, text);
    assertStringIncludes(text, "give the same command to go on");
    assertEquals([...Deno.readDirSync(`${reproduction.store}/v1/lease`)], []);
    const rest = await finishWell(reproduction);
    assert(ranIn(rest) <= 10, rest.text);
  });
});

Deno.test("a store from which time has gone back an hour is as good as any", async () => {
  await inTemporaryFolder(async (folder) => {
    const reproduction = figure(folder, "future");
    await finishWell(reproduction);
    const { store } = reproduction;
    await Deno.remove(`${store}/v1/cas`, { recursive: true });
    // a lease of a process that is no more, from the time to come
    const [shelf] = [...Deno.readDirSync(`${store}/v1/ac`)];
    const [record] = [...Deno.readDirSync(`${store}/v1/ac/${shelf.name}`)];
    const lease = `${store}/v1/lease/${record.name.replace(".json", "")}`;
    const gone = { ...thisProcess(), pid: 2 ** 22 + 1, token: "x" };
    await Deno.writeTextFile(lease, JSON.stringify(gone));
    const hence = Date.now() / 1000 + 3600;
    for (const path of everythingIn(store)) Deno.utimeSync(path, hence, hence);
    assertEquals(ranIn(await finishWell(reproduction)), 13);
  });
});

function recordsIn(store: string): number {
  try {
    return [...Deno.readDirSync(`${store}/v1/ac`)].length;
  } catch {
    return 0; // it has not begun
  }
}

function everythingIn(folder: string): string[] {
  return [...Deno.readDirSync(folder)].flatMap(({ name, isDirectory }) => {
    const path = `${folder}/${name}`;
    return isDirectory ? [...everythingIn(path), path] : [path];
  });
}
