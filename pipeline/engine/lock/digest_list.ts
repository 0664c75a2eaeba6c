/**
 * A list of digests, by which another machine sees whether it makes the same: a lock that says,
 * besides, of what profile and commit it is, and under which key and on what each node's outputs
 * were made.
 */
import * as v from "valibot";
import { type Digest, isDigest } from "../files/digest.ts";
import {
  machineText,
  type NodeRecord,
  versionsText,
} from "../store/records.ts";
import type { Seeds } from "../text/seeds.ts";
import { lockOf, lockSchema, name } from "./lock.ts";

const ofNodes = { key: v.custom<Digest>(isDigest), maker: name };

const listSchema = v.object({
  ...lockSchema.entries,
  /** whose nodes it lists; a lock says it by its name alone */
  profile: v.optional(name),
  /** of the sources; a lock has none */
  commit: v.optional(name),
  /** node → key; a lock has none */
  keys: v.optional(v.record(name, ofNodes.key)),
  /** node → machine and versions; a lock has none */
  makers: v.optional(v.record(name, ofNodes.maker)),
});

const listText = v.pipe(v.string(), v.parseJson(), listSchema);

/** What some nodes' outputs are, and of what. */
export type DigestList = v.InferOutput<typeof listSchema>;

/** The list that a text is; `undefined` if it is none. */
export function parseList(text: string): DigestList | undefined {
  const { success, output } = v.safeParse(listText, text);
  return success ? output : undefined;
}

/** What these records made of some seeds. */
export function listOf(
  records: Map<string, NodeRecord>,
  seeds?: Seeds,
  of: Pick<DigestList, "profile" | "commit"> = {},
): DigestList {
  const { nodes, ...lock } = lockOf(records, seeds);
  const ofEach = <T>(of: (record: NodeRecord) => T): Record<string, T> =>
    Object.fromEntries(
      Object.keys(nodes).map((node) => [node, of(records.get(node)!)]),
    );
  return {
    ...lock,
    ...of,
    keys: ofEach(({ key }) => key),
    makers: ofEach((record) =>
      `${machineText(record)}; ${versionsText(record)}`
    ),
    nodes,
  };
}

/** The text of a list, as it is kept. */
export function formatList(list: DigestList): string {
  return JSON.stringify(list, null, 2) + "\n";
}
