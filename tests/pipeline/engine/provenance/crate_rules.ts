/**
 * What RO-Crate 1.1, Workflow RO-Crate 1.0 and Process, Workflow and Provenance Run Crate 0.5
 * ask of a crate's metadata: all that they say a crate must, and most of what it should.
 */
import { parseCrate } from "./crate_reader.ts";

const software = [
  ...["SoftwareApplication", "SoftwareSourceCode", "ComputationalWorkflow"],
];
const dataTypes = [
  ...["File", "Dataset", "Collection", "CreativeWork", "PropertyValue"],
];
const specification = "https://w3id.org/ro/crate/1.1";
const iso8601 =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{3})?[+-]\d{2}:\d{2}$/;

/** In what a crate breaks the rules, in sentences; none if it keeps them. */
export function crateFaults(json: string): string[] {
  const faults: string[] = [];
  const must = (is: boolean, rule: string) => is || faults.push(rule);
  const { context, things, named, all, text, isA } = parseCrate(json);

  // RO-Crate 1.1
  must(
    context.includes(`${specification}/context`),
    "the context is that of RO-Crate 1.1",
  );
  must(named.size === things.length, "each entity stands there once");
  for (const thing of things) {
    const id = thing["@id"];
    must(/\S/.test(id) && !/\s/.test(id), `${id} is a URI`);
    must(thing["@type"] !== undefined, `${id} has a type`);
    for (const value of Object.values(thing).flat()) {
      if (typeof value !== "object" || value === null) continue;
      const { "@id": other, ...more } = value as Record<string, string>;
      must(
        other !== undefined && Object.keys(more).length === 0,
        `${id} holds no other entity`,
      );
      const isKnown = named.has(other) || other === specification;
      must(isKnown, `${id} names an entity: ${other}`);
    }
  }
  const descriptor = named.get("ro-crate-metadata.json");
  const root = named.get("./");
  if (!descriptor || !root) return [...faults, "there are descriptor and root"];
  must(isA(descriptor, "CreativeWork"), "the descriptor is a CreativeWork");
  must(all(descriptor, "about").includes(root), "it is about the root");
  const versions = [descriptor.conformsTo].flat() as { "@id": string }[];
  must(
    versions.some((it) => it["@id"] === specification),
    "the descriptor names RO-Crate 1.1",
  );
  must(isA(root, "Dataset"), "the root is a Dataset");
  for (const property of ["name", "description", "datePublished"]) {
    must(text(root, property) !== "", `the root has a ${property}`);
  }
  must(iso8601.test(text(root, "datePublished")), "it was published some day");
  must(all(root, "license").length === 1, "the root has a licence");
  const parts = new Set(all(root, "hasPart"));
  const reachable = new Set(
    [...parts].flatMap((part) => [part, ...all(part, "hasPart")]),
  );
  for (const thing of things) {
    const id = thing["@id"];
    if (isA(thing, "File") || isA(thing, "Dataset")) {
      must(thing === root || reachable.has(thing), `${id} is part of the root`);
      const isPlace = !/^(\/|#)|\\|(^|\/)\.\.(\/|$)/.test(id);
      must(isPlace, `${id} is a place in the crate, or a URL`);
      const isFolder = isA(thing, "Dataset") && !/^\w+:/.test(id);
      must(!isFolder || id.endsWith("/"), `${id} ends as a folder does`);
    }
    if (isA(thing, "File")) {
      must(text(thing, "name") !== "", `${id} has a name`);
      must(
        text(thing, "contentSize") === "" ||
          !isNaN(+text(thing, "contentSize")),
        `${id} has a size`,
      );
    }
    if (
      ["Person", "Organization", "CreativeWork"].some((it) => isA(thing, it))
    ) {
      must(
        thing === descriptor || text(thing, "name") !== "",
        `${id} has a name`,
      );
    }
  }
  const mentioned = new Set(
    things.flatMap((thing) =>
      Object.keys(thing).flatMap((property) => all(thing, property))
    ),
  );
  for (const thing of things) {
    must(
      thing === descriptor || mentioned.has(thing),
      `${thing["@id"]} is named by another`,
    );
  }

  // Workflow RO-Crate 1.0
  const [workflow] = all(root, "mainEntity");
  if (!workflow) return [...faults, "there is a main workflow"];
  for (const type of ["File", "SoftwareSourceCode", "ComputationalWorkflow"]) {
    must(isA(workflow, type), `the workflow is a ${type}`);
  }
  must(
    all(workflow, "programmingLanguage").some((it) =>
      isA(it, "ComputerLanguage")
    ),
    "the workflow has a language",
  );

  // the run crates
  const conforming = all(root, "conformsTo");
  for (
    const profile of [
      ...["process", "workflow", "provenance"]
        .map((level) => `https://w3id.org/ro/wfrun/${level}/0.5`),
      "https://w3id.org/workflowhub/workflow-ro-crate/1.0",
    ]
  ) {
    must(
      conforming.some((it) => it["@id"] === profile && isA(it, "CreativeWork")),
      `the root names ${profile}`,
    );
  }
  must(
    context.includes("https://w3id.org/ro/terms/workflow-run/context"),
    "the context has the terms of runs",
  );
  const actions = things.filter((thing) => isA(thing, "CreateAction"));
  const tools = new Set(actions.flatMap((action) => all(action, "instrument")));
  must(tools.has(workflow), "the workflow was run");
  const workflowParts = all(workflow, "hasPart");
  must(workflowParts.length > 0, "the workflow has its tools as parts");
  for (const tool of workflowParts) {
    must(tools.has(tool), `${tool["@id"]} was run`);
  }
  for (const tool of tools) {
    must(
      software.some((type) => isA(tool, type)),
      `${tool["@id"]} is software`,
    );
    must(
      tool === workflow || workflowParts.includes(tool),
      `${tool["@id"]} is part of the workflow`,
    );
    must(text(tool, "version") !== "", `${tool["@id"]} has a version`);
  }
  for (const action of actions) {
    const id = action["@id"];
    must(all(action, "instrument").length === 1, `${id} has one instrument`);
    must(all(root, "mentions").includes(action), `the root mentions ${id}`);
    must(all(action, "result").length > 0, `${id} has a result`);
    for (const property of ["name", "description"]) {
      must(text(action, property) !== "", `${id} has a ${property}`);
    }
    for (const property of ["startTime", "endTime"]) {
      must(iso8601.test(text(action, property)), `${id} has a ${property}`);
    }
    for (const thing of [...all(action, "object"), ...all(action, "result")]) {
      must(
        dataTypes.some((type) => isA(thing, type)),
        `${thing["@id"]} can be used and made`,
      );
    }
  }
  for (const value of things.filter((thing) => isA(thing, "PropertyValue"))) {
    const isValue = ["string", "number", "boolean"]
      .includes(typeof value.value);
    must(text(value, "name") !== "" && isValue, `${value["@id"]} has a value`);
  }
  return faults;
}
