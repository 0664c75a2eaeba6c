/**
 * What an archive says of itself, in the form that archives of science read: an RO-Crate 1.1
 * of the profiles Workflow RO-Crate 1.0 and Process, Workflow and Provenance Run Crate 0.5.
 */
import type { Project } from "../files/project.ts";
import type { Json } from "../text/canonical_json.ts";
import {
  type About,
  type DataSet,
  fullName,
  isListed,
  licenseUrl,
  type Organization,
  type Person,
} from "./about.ts";
import { licenseOf, type Licenses, software, sourceOf } from "./crate_code.ts";
import { type CratedRun, entitiesOf, parameter } from "./crate_runs.ts";
import { timesOf } from "./facts.ts";
import { eachOnce, type Entity, ref, refs } from "./entity.ts";

/** What there is to say. */
export interface Crated {
  project: Pick<Project, "name" | "version">;
  about: About;
  /** in the direction of flow */
  runs: readonly CratedRun[];
  /** the command that makes all results, to which `--only` can be added; and the words by which only some of these are here */
  command: string;
  only?: string;
  /** what it was asked for: profile, seeds */
  parameters: Readonly<Record<string, Json>>;
  /** of the sources */
  commit: string;
  /** of the packages that the sources import */
  licenses: Licenses;
  /** what else is in the archive: a folder, by its name with a slash after it, or a file → what it is */
  parts: Readonly<Record<string, string>>;
}

const specification = "https://w3id.org/ro/crate/1.1";
const workflowCrate = "https://w3id.org/workflowhub/workflow-ro-crate/1.0";
const profiles = [
  ["https://w3id.org/ro/wfrun/process/0.5", "Process Run Crate", "0.5"],
  ["https://w3id.org/ro/wfrun/workflow/0.5", "Workflow Run Crate", "0.5"],
  ["https://w3id.org/ro/wfrun/provenance/0.5", "Provenance Run Crate", "0.5"],
  [workflowCrate, "Workflow RO-Crate", "1.0"],
].map(([id, name, version]): Entity => ({
  ...{ "@id": id, "@type": "CreativeWork", name, version },
}));

const typeScript: Entity = {
  "@id": "https://www.typescriptlang.org/",
  "@type": "ComputerLanguage",
  name: "TypeScript",
  identifier: "https://www.typescriptlang.org/",
  url: "https://www.typescriptlang.org/",
};

/** The content of an archive's `ro-crate-metadata.json`. */
export function crateOf(
  { project, about, runs, command, only, parameters, commit, licenses, parts }:
    Crated,
): Json {
  const { name, version } = project;
  const { program } = about;
  const made = entitiesOf(runs, { command, version, licenses });
  const dataSets = about.dataSets
    .map((dataSet) => dataSetOf(dataSet, made.files))
    .filter(({ files }) => files.length > 0);
  const data = dataSets.flatMap(({ files }) => files);
  const files = eachOnce([...data, ...made.files.values()]);
  const platforms = platformsOf(runs);
  const license = licenseUrl(about);
  const ofPackages = made.packages.flatMap(({ name, softwareVersion }) =>
    licenses.get(`${name}@${softwareVersion}`) ?? []
  );
  const terms = [about.license, licenseOfDeno, ...ofPackages.filter(isListed)]
    .map((name) => named(licenseUrl({ license: name }), "CreativeWork", name));
  const authors = about.authors
    .map((name) => named(`#${encodeURI(name)}`, "Organization", name));
  const written = paperOf(about);
  const asked = Object.entries(parameters)
    .map(([name, value]) => parameter(name, value));
  const at = parameter("commit", commit);
  const folders = Object.entries(parts).map(([place, name]) =>
    named(place, place.endsWith("/") ? "Dataset" : "File", name)
  );
  const of = {
    ...{ author: refs(authors), license: ref(license) },
    citation: ref(written.paper["@id"]),
  };
  const workflow: Entity = {
    "@id": sourceOf(program),
    "@type": ["File", "SoftwareSourceCode", "ComputationalWorkflow"],
    ...{ name, description: about.abstract, version, ...of },
    identifier: `swh:1:rev:${commit}`,
    programmingLanguage: ref(typeScript["@id"]),
    runtimePlatform: platforms.map(({ name, softwareVersion }) =>
      `${name} ${softwareVersion}`
    ),
    softwareRequirements: refs(platforms),
    encodingFormat: "application/typescript",
    hasPart: refs(made.programs),
  };
  const times = runs.map(({ record }) => timesOf(record));
  const startTime = times.map((time) => time.startTime).sort()[0];
  const endTime = times.map((time) => time.endTime).sort().at(-1)!;
  const run: Entity = {
    "@id": "#run",
    "@type": "CreateAction",
    name: `${name} ${version}`,
    description: [command, only].filter(Boolean).join(" "),
    instrument: ref(workflow["@id"]),
    ...{ startTime, endTime },
    object: refs([...data, ...asked]),
    result: made.results.map((digest) => ref(made.files.get(digest)!["@id"])),
    additionalProperty: ref(at["@id"]),
  };
  const root: Entity = {
    "@id": "./",
    "@type": "Dataset",
    name: about.title,
    description: about.abstract,
    keywords: about.keywords.join(", "),
    datePublished: endTime,
    ...of,
    conformsTo: refs(profiles),
    mainEntity: ref(workflow["@id"]),
    hasPart: refs(
      eachOnce([
        ...[
          workflow,
          ...made.programs,
          ...dataSets.map(({ entity }) => entity),
        ],
        ...[...files, ...made.records, ...folders],
      ]),
    ),
    mentions: refs([run, ...made.actions]),
  };
  const descriptor: Entity = {
    "@id": "ro-crate-metadata.json",
    "@type": "CreativeWork",
    conformsTo: [ref(specification), ref(workflowCrate)],
    about: ref("./"),
  };
  return {
    "@context": [
      `${specification}/context`,
      "https://w3id.org/ro/terms/workflow-run/context",
    ],
    "@graph": eachOnce([
      ...[descriptor, root, workflow, run, typeScript, ...profiles],
      ...[...terms, ...platforms, ...authors, written.paper, ...written.people],
      ...dataSets.flatMap(({ entity, about }) => [entity, ...about]),
      ...[...folders, ...asked, at, ...made.programs, ...made.packages],
      ...[...made.actions, ...made.parameters, ...made.works],
      ...[...files, ...made.records],
    ]),
  };
}

/** What has hardly more than a name. */
function named(id: string, type: string, name: string): Entity {
  return { "@id": id, "@type": type, name };
}

function personOf(person: Person | Organization): Entity {
  const name = fullName(person);
  if ("name" in person) {
    return named(`#${encodeURI(name)}`, "Organization", name);
  }
  return {
    ...named(`#${encodeURI(name)}`, "Person", name),
    ...{ givenName: person.given, familyName: person.family },
  };
}

/** The paper, and those who have written it. */
function paperOf({ paper }: About): { paper: Entity; people: Entity[] } {
  const people = paper.authors.map(personOf);
  const entity: Entity = {
    ...named(paper.url, "ScholarlyArticle", paper.title),
    ...{ author: refs(people), url: paper.url },
    datePublished: String(paper.year),
    isPartOf: `${paper.collection} ${paper.volume}`,
  };
  return { paper: entity, people };
}

/** A data set and what is to be said with it; those of its files that the crate has, each with its licence. */
function dataSetOf(
  { files, license, ...rest }: DataSet,
  known: ReadonlyMap<string, Entity>,
): { entity: Entity; about: Entity[]; files: Entity[] } {
  const terms = named(license.url, "CreativeWork", license.name);
  const creators = rest.creators.map(personOf);
  const holders = rest.holders.map(personOf);
  const held = Object.entries(files).flatMap(([name, digest]): Entity[] => {
    const entity = known.get(digest);
    return entity
      ? [{
        ...{ ...entity, name, isPartOf: ref(rest.url) },
        license: ref(license.url),
      }]
      : [];
  });
  const entity: Entity = {
    ...named(rest.url, "Dataset", rest.name),
    ...{ description: rest.description, url: rest.url },
    ...{ creator: refs(creators), copyrightHolder: refs(holders) },
    ...{ license: ref(license.url), citation: rest.citation },
    hasPart: refs(held),
  };
  return { entity, about: [terms, ...creators, ...holders], files: held };
}

/** Its binary has no text of it beside it. */
const licenseOfDeno = "MIT";

/** What ran the programs: each Deno. */
function platformsOf(runs: readonly CratedRun[]): Entity[] {
  const versions = runs.map(({ record }) => record.versions.deno);
  return [...new Set(versions)].sort().map((version) => ({
    ...software("deno", version),
    name: "Deno",
    url: "https://deno.com/",
    license: licenseOf(licenseOfDeno),
  }));
}
