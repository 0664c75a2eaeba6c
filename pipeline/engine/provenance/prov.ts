/**
 * A trail in the words of W3C's PROV, as PROV-JSON: files are entities, runs are activities
 * that used some and generated others, programs are the plans of these, and the pipeline is
 * the agent.
 */
import type { Digest } from "../files/digest.ts";
import type { Project } from "../files/project.ts";
import type { Json } from "../text/canonical_json.ts";
import type { About } from "./about.ts";
import {
  choicesOf,
  circumstancesOf,
  dataAmong,
  type Fact,
  timesOf,
} from "./facts.ts";
import type { MadeBy, Step } from "./trail.ts";

type Attributes = Record<string, Json>;

/** The names of a trail's own, which stand for `urn:PROJECT:`. */
const own = (name: string) => `own:${name}`;
const fileOf = ({ key, output }: MadeBy) => own(`file/${key}/${output}`);
const runOf = (key: Digest) => own(`run/${key}`);

/** A name that PROV has. */
const term = (name: string) => ({
  "$": `prov:${name}`,
  type: "prov:QUALIFIED_NAME",
});
const uri = (text: string) => ({ "$": text, type: "xsd:anyURI" });

/**
 * A document of PROV-JSON.
 *
 * @param about where data come from, and on what terms
 * @param command what makes the last file anew
 */
export function provOf(
  steps: readonly Step[],
  { name, version }: Pick<Project, "name" | "version">,
  { about, command }: { about?: About; command?: string } = {},
): Json {
  const entity: Record<string, Attributes> = {};
  const activity: Record<string, Attributes> = {};
  const agent: Record<string, Attributes> = {};
  const used: Attributes[] = [];
  const wasGeneratedBy: Attributes[] = [];
  const wasAssociatedWith: Attributes[] = [];
  const untimely = madeSince(steps);
  for (const { record, preimage, origins } of steps) {
    const { key, node, outputs, versions } = record;
    const run = runOf(key);
    activity[run] = {
      ...untimely.has(key) ? {} : timesIn(timesOf(record)),
      "prov:label": node,
      ...attributes([
        ...preimage ? choicesOf(preimage) : [],
        ...circumstancesOf(record),
        ...command && record === steps[0].record
          ? [["command", command] satisfies Fact]
          : [],
      ]),
    };
    for (const [output, { digest, bytes }] of Object.entries(outputs)) {
      const file = fileOf({ key, output });
      entity[file] = {
        "prov:label": `${node}/${output}`,
        ...attributes([["sha256", digest], ["bytes", bytes]]),
        ...termsOf(digest, about),
      };
      wasGeneratedBy.push({ "prov:entity": file, "prov:activity": run });
    }
    for (const [input, digest] of Object.entries(preimage?.inputs ?? {})) {
      const origin = origins[input];
      const file = origin ? fileOf(origin) : own(`file/${digest}`);
      entity[file] ??= {
        "prov:label": input,
        ...attributes([["sha256", digest]]),
      };
      used.push({
        ...{ "prov:activity": run, "prov:entity": file },
        "prov:role": input,
      });
    }
    const software = `${name} ${versions[name] ?? version}`;
    const who = own(`software/${software.replace(" ", "/")}`);
    agent[who] = {
      "prov:type": term("SoftwareAgent"),
      "prov:label": software,
    };
    const plan = preimage && own(`program/${preimage.kind}`);
    if (plan) {
      entity[plan] = {
        "prov:type": term("Plan"),
        "prov:label": preimage.kind,
      };
    }
    wasAssociatedWith.push({
      ...{ "prov:activity": run, "prov:agent": who },
      ...plan && { "prov:plan": plan },
    });
  }
  return {
    prefix: { own: `urn:${name}:`, dct: "http://purl.org/dc/terms/" },
    ...{ entity, activity, agent },
    used: numbered("u", used),
    wasGeneratedBy: numbered("g", wasGeneratedBy),
    wasAssociatedWith: numbered("a", wasAssociatedWith),
  };
}

/** Runs that began after another had used what they made: they were done again since, and their times are not those of that use. */
function madeSince(steps: readonly Step[]): Set<Digest> {
  const begun = new Map(
    steps.map(({ record }) => [record.key, timesOf(record).startTime]),
  );
  return new Set(
    steps.flatMap(({ record, origins }) =>
      Object.values(origins).map(({ key }) => key)
        .filter((key) => begun.get(key)! > timesOf(record).endTime)
    ),
  );
}

const timesIn = ({ startTime, endTime }: ReturnType<typeof timesOf>) => ({
  "prov:startTime": startTime,
  "prov:endTime": endTime,
});

/** Facts as attributes: what PROV has no value for, lists among it, as JSON. */
function attributes(facts: readonly Fact[]): Attributes {
  const byName = Map.groupBy(facts, ([name]) => own(name));
  return Object.fromEntries(
    [...byName].map(([name, facts]) => {
      const values = facts.map(([, value]) =>
        value === null || typeof value === "object"
          ? JSON.stringify(value)
          : value
      );
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}

/** Of a file of somebody else's data, whose it is and on what terms. */
function termsOf(digest: Digest, about: About | undefined): Attributes {
  const [dataSet] = about ? dataAmong(new Set([digest]), about) : [];
  return dataSet
    ? {
      "dct:source": uri(dataSet.url),
      "dct:license": uri(dataSet.license.url),
    }
    : {};
}

/** Relations under names that nothing else has. */
function numbered(
  letter: string,
  relations: readonly Attributes[],
): Record<string, Attributes> {
  return Object.fromEntries(
    relations.map((relation, i) => [`_:${letter}${i + 1}`, relation]),
  );
}
