import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import type { Digest } from "../../../pipeline/engine/files/digest.ts";
import {
  formatRecord,
  type NodeRecord,
  Records,
} from "../../../pipeline/engine/store/records.ts";
import { projectFolder } from "../../../pipeline/project.ts";
import { inSmallPipeline, outcomeOf } from "../../support/small_pipeline.ts";

const engine = `${projectFolder}/pipeline/engine`;
const readme = await Deno.readTextFile(`${engine}/README.md`);
const [, section] = readme.split("## A pipeline of three nodes\n");

/** The sources that the section shows, by the file that is named last before each. */
const sources = [...section.matchAll(/^```ts\n(.*?)^```/gms)]
  .map(({ 1: code, index }) => {
    const named = section.slice(0, index).match(/`\w+\.ts`/g)!;
    return { file: named.at(-1)!.replaceAll("`", ""), code };
  });

function recordIn(store: string, key: Digest): NodeRecord {
  return new Records(`${store}/v1`).read(key)!;
}

/** Works in a folder with the engine, its packages and what the section shows, and nothing else of this project. */
async function inPipeline(
  work: (
    folder: string,
    run: (...words: string[]) => Promise<string>,
    refused: (...words: string[]) => Promise<string>,
  ) => Promise<void>,
) {
  await inSmallPipeline(sources, async (folder, command) => {
    const outcome = (words: string[]) => outcomeOf(command(words));
    await work(folder, async (...words) => {
      const { code, out, err } = await outcome(words);
      assertEquals(code, 0, out + err);
      return out;
    }, async (...words) => {
      const { code, out, err } = await outcome(words);
      assert(code > 0, out + err);
      return err;
    });
  });
}

Deno.test("another pipeline takes at most sixty lines", () => {
  assertEquals(sources.length, 4);
  const lines = sources.flatMap(({ code }) => code.trimEnd().split("\n"));
  assert(lines.length <= 60, `${lines.length} lines`);
});

Deno.test("the pipeline in the engine's README runs, reruns, explains and verifies its nodes", async () => {
  await inPipeline(async (folder, run) => {
    assertStringIncludes(await run("reproduce"), "3 ran; 0 fresh");
    assertEquals(
      await Deno.readTextFile(`${folder}/outputs/tide.txt`),
      "24 hours: 3.00 m ± 2.00 m\n",
    );
    assertStringIncludes(await run("reproduce"), "0 ran; 3 fresh");
    assertStringIncludes(await run("lock", "--update"), "day.lock.json is new");

    const fit = `${folder}/fit.ts`;
    const code = await Deno.readTextFile(fit);
    await Deno.writeTextFile(fit, code.replace("/ 2", "* 0.5"));
    const why = await run("why", "print/harbour");
    assertStringIncludes(why, "print/harbour ← fit/harbour: ");
    assertStringIncludes(why, "fit.ts");
    // the same tide: what was printed of it is still right
    assertStringIncludes(await run("reproduce"), "1 ran; 2 fresh");
    assertStringIncludes(await run("verify"), "3 of 3 outputs are the same");

    const status = await run("status", "--profile=month");
    assertStringIncludes(
      status,
      "stale    measure/harbour  settings.hours 24 → 720",
    );
    const compared = await run("compare", "day", "month");
    assertStringIncludes(compared, "\noutputs: 3 different\n");
    assertStringIncludes(await run("graph"), "fit/harbour");
    assertStringIncludes(await run("clean"), "removed 3 files in outputs");
    const help = await run("reproduce", "--help");
    for (const option of ["--set", "--backend", "--source"]) {
      assert(!help.includes(`  ${option} `), option);
    }
  });
});

Deno.test("verify --only compares what fits and what that needs, and says what it leaves out", async () => {
  await inPipeline(async (folder, run, refused) => {
    await run("lock", "--update");
    const path = `${folder}/outputs/day.lock.json`;
    const lock = JSON.parse(await Deno.readTextFile(path));
    const digest = lock.nodes["fit/harbour"]["tide.json"];
    lock.nodes["print/harbour"]["tide.txt"] = digest;
    await Deno.writeTextFile(path, JSON.stringify(lock));
    assertStringIncludes(await refused("verify"), "1 outputs differ from");
    const fit = await run("verify", "--only", "fit");
    assertStringIncludes(
      fit,
      "2 of 2 outputs are the same; --only leaves out 1 more\n",
    );
    assertStringIncludes(fit, "measure/harbour");
    assert(!fit.includes("print/harbour"), fit);
    assertStringIncludes(
      await refused("verify", "--only=prin*"),
      "1 outputs differ from",
    );
    lock.nodes["fit/lake"] = { "tide.json": digest };
    await Deno.writeTextFile(path, JSON.stringify(lock));
    // what is locked and fits is missing, though no node makes it
    assertStringIncludes(
      await refused("verify", "--only=fit"),
      "1 outputs differ from",
    );
    assertStringIncludes(
      await refused("verify", "--only=nothing"),
      "Cannot find nothing: it fits no node",
    );
  });
});

Deno.test("verify -o lists what was made, and --attest and challenge find where another machine has parted", async () => {
  await inPipeline(async (folder, run, refused) => {
    await run("lock", "--update");
    const made = await run("verify", "-o", "here.json");
    assert(made.endsWith("\n3 of 3 outputs are the same\n"), made);
    const here = JSON.parse(await Deno.readTextFile(`${folder}/here.json`));
    const agreed = "3 keys are shared, 0 are only";
    const attested = await run("verify", "--attest=here.json");
    assertStringIncludes(attested, `here.json: ${agreed} here and 0 are only`);
    // a list can do for a lock
    assertStringIncludes(await run("compare", "here.json", "day"), "outputs: ");

    assertEquals([here.profile, here.commit], ["day", undefined]);
    const title = "A: here.json, day profile, seed 0, 3 nodes of 3 keys by ";
    const same = await run("challenge", "here.json", "here.json");
    assertStringIncludes(same, title);

    // what another machine has made of the same measurement, and of that tide
    const key = here.keys["fit/harbour"];
    const there = structuredClone(here);
    there.nodes["fit/harbour"]["tide.json"] = key;
    there.keys["print/harbour"] = key.replace(/./g, "0");
    there.makers["fit/harbour"] = "beos ppc";
    const path = `${folder}/there.json`;
    await Deno.writeTextFile(path, JSON.stringify(there));
    const other = "there.json has other bytes in 1 output\n";
    assertEquals(
      await refused("challenge", "here.json", "there.json"),
      `error: Cannot confirm here.json: ${other}`,
    );
    const refuted = await refused("verify", "--attest=there.json", "-o=b.json");
    assert(refuted.endsWith(`Cannot confirm the day profile: ${other}`));
    // what was made here is listed all the same
    const again = await run("challenge", "here.json", "b.json");
    assertStringIncludes(again, agreed);

    // an archive's records say the same, and name a node's second one by its key
    const ac = `${folder}/archive/ac`;
    await Deno.mkdir(ac, { recursive: true });
    for (const node of Object.keys(here.keys)) {
      const record = recordIn(`${folder}/.store`, here.keys[node]);
      await Deno.writeTextFile(`${ac}/${record.key}`, formatRecord(record));
      const more = { ...record, key: record.key.replace(/./g, "f") as Digest };
      await Deno.writeTextFile(`${ac}/${more.key}`, formatRecord(more));
    }
    assertStringIncludes(
      await run("challenge", "here.json", "archive"),
      "3 keys are shared, 0 are only in A and 1 is only in B; 3 of 3",
    );

    await Deno.writeTextFile(`${folder}/a.tar.zst`, "");
    assertStringIncludes(
      await refused("challenge", "here.json", "a.tar.zst"),
      "error: Cannot read a.tar.zst: it is an archive in one file; tar --zstd -xf makes a folder of it, which can be given",
    );

    const night = JSON.stringify({ ...here, profile: "night" });
    await Deno.writeTextFile(path, night);
    for (const command of ["challenge here.json", "verify --attest"]) {
      const said = await refused(...command.split(" "), "there.json");
      assertMatch(
        said,
        /^error: Cannot compare there.json: it is of the night profile, and .+ of the day profile; take lists of one profile\n$/,
      );
    }

    const unread = "there.json: it is no list of digests, or a damaged one";
    await Deno.writeTextFile(path, JSON.stringify(there).slice(1));
    for (const command of ["challenge here.json", "verify --attest"]) {
      const said = await refused(...command.split(" "), "there.json");
      assertStringIncludes(said, `error: Cannot read ${unread}; deno task `);
    }
    await Deno.remove(ac, { recursive: true });
    assertStringIncludes(
      await refused("challenge", "here.json", "archive"),
      "error: Cannot read archive: it is no list",
    );
  });
});

Deno.test("a run ends with the names of all nodes that failed, and says why the first did", async () => {
  await inPipeline(async (folder, _, refused) => {
    const main = `${folder}/main.ts`;
    const code = await Deno.readTextFile(main);
    const twin = '{ ...node("fit", "tide.json", {}), name: "fit/lake" }, ';
    await Deno.writeTextFile(main, code.replace('node("fit"', `${twin}$&`));
    await Deno.writeTextFile(`${folder}/fit.ts`, "throw new Error('no tide')");
    const said = await refused("fit", "--keep-going");
    assertStringIncludes(
      said,
      "error: Cannot finish: 2 nodes failed: fit/lake, fit/harbour; fit/lake failed: ",
    );
  });
});
