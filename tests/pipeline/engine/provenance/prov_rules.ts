/** What the note on PROV-JSON asks of a document, and PROV-CONSTRAINTS of what it says. */

type Attributes = Record<string, unknown>;

const kinds = ["entity", "activity", "agent"] as const;

/** The relations that are used here: what each names, of which kind, and whether it has to. */
const relations: Record<string, [of: string, kind: string, has: boolean][]> = {
  used: [["prov:activity", "activity", true], ["prov:entity", "entity", true]],
  wasGeneratedBy: [
    ["prov:entity", "entity", true],
    ["prov:activity", "activity", true],
  ],
  wasAssociatedWith: [
    ["prov:activity", "activity", true],
    ["prov:agent", "agent", true],
    ["prov:plan", "entity", false],
  ],
};

/** In what a document breaks the rules, in sentences; none if it keeps them. */
export function provFaults(json: string): string[] {
  const faults: string[] = [];
  const must = (is: boolean, rule: string) => is || faults.push(rule);
  const document: Record<string, Record<string, Attributes>> = JSON.parse(json);
  const prefixes = { prov: "", xsd: "", ...document.prefix };
  const isName = (name: string) =>
    new RegExp(`^(_|${Object.keys(prefixes).join("|")}):\\S+$`).test(name);

  const known = ["prefix", ...kinds, ...Object.keys(relations)];
  for (const [section, things] of Object.entries(document)) {
    must(known.includes(section), `${section} is a part of PROV-JSON`);
    if (section === "prefix") continue;
    for (const [name, attributes] of Object.entries(things)) {
      must(isName(name), `${name} is a qualified name`);
      for (const [attribute, value] of Object.entries(attributes)) {
        must(isName(attribute), `${attribute} of ${name} is a qualified name`);
        must(
          [value].flat().every(isValue),
          `${attribute} of ${name} is a value`,
        );
      }
    }
  }
  for (const uri of Object.values(document.prefix)) {
    must(/^\w+:\S+$/.test(String(uri)), `${uri} is a URI`);
  }
  // typing: nothing is both an entity and an activity
  for (const name of Object.keys(document.entity)) {
    must(!(name in document.activity), `${name} is no activity`);
  }
  for (const [section, ends] of Object.entries(relations)) {
    for (const [id, relation] of Object.entries(document[section])) {
      for (const [end, kind, has] of ends) {
        const name = relation[end];
        must(
          name === undefined ? !has : String(name) in document[kind],
          `${end} of ${id} is ${kind}: ${name}`,
        );
      }
    }
  }
  // unique generation, which also gives what is generated one time
  const makers = new Map<unknown, Attributes>();
  for (const relation of Object.values(document.wasGeneratedBy)) {
    const { "prov:entity": entity, "prov:activity": activity } = relation;
    must(!makers.has(entity), `${entity} was generated once`);
    makers.set(entity, document.activity[String(activity)] ?? {});
  }
  // start before end, and generation before usage
  const time = (activity: Attributes | undefined, which: string) =>
    Date.parse(String(activity?.[`prov:${which}Time`]));
  for (const [name, activity] of Object.entries(document.activity)) {
    const isBackwards = time(activity, "start") > time(activity, "end");
    must(!isBackwards, `${name} started before it ended`);
  }
  for (const relation of Object.values(document.used)) {
    const { "prov:entity": entity, "prov:activity": activity } = relation;
    const user = document.activity[String(activity)];
    const isLate = time(makers.get(entity), "start") > time(user, "end");
    must(!isLate, `${entity} was made before ${activity} ended`);
  }
  return faults;
}

/** Whether a value is one of PROV-JSON: as it stands, or with its type. */
function isValue(value: unknown): boolean {
  if (["string", "number", "boolean"].includes(typeof value)) return true;
  const { $: text, type } = value as Record<string, unknown> ?? {};
  return typeof text === "string" && typeof type === "string";
}
