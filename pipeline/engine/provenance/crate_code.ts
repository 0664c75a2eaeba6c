/** The code in a crate: programs, the packages that these reach, and on what terms. */
import type { Preimage } from "../graph/keys.ts";
import type { Json } from "../text/canonical_json.ts";
import { isListed, licenseUrl } from "./about.ts";
import { eachOnce, type Entity, ref, refs } from "./entity.ts";

/** A package's name and version → its licence, as SPDX writes it. */
export type Licenses = ReadonlyMap<string, string>;

/** Where an archive has the sources. */
export const sourceOf = (path: string) => `source/${path}`;

/**
 * The programs that ran, each with the packages that it reaches, by their digests.
 *
 * @param version of the programs
 * @param licenses of packages
 */
export function codeOf(
  runs: readonly { preimage: Pick<Preimage, "kind" | "code"> }[],
  version: string,
  licenses: Licenses,
): { programs: Entity[]; packages: Entity[] } {
  const reached = new Map<string, Map<string, Entity>>();
  for (const { preimage: { kind, code } } of runs) {
    const found = reached.getOrInsertComputed(kind, () => new Map());
    for (const [part, digest] of Object.entries(code)) {
      if (part.startsWith("npm:")) {
        found.set(part, packageOf(part, digest, licenses));
      }
    }
  }
  const programs = [...reached].map(([kind, found]): Entity => ({
    "@id": sourceOf(kind),
    "@type": ["File", "SoftwareSourceCode"],
    name: kind,
    version,
    encodingFormat: "application/typescript",
    softwareRequirements: refs(found.values()),
  }));
  const packages = reached.values().flatMap((found) => found.values());
  return { programs, packages: eachOnce(packages) };
}

/** A package, named by its Package URL: `npm:@a/b@1.0.0_c@2.0.0`, beside c → `pkg:npm/%40a/b@1.0.0`. */
function packageOf(
  part: string,
  integrity: string,
  licenses: Licenses,
): Entity {
  const [, name, version] = /^npm:(@?[^@]+)@([^_]+)/.exec(part)!;
  const license = licenses.get(`${name}@${version}`);
  return {
    ...software(name, version),
    identifier: integrity,
    ...license && { license: licenseOf(license) },
  };
}

/** A program of others, as npm has it. */
export function software(name: string, softwareVersion: string): Entity {
  return {
    "@id": `pkg:npm/${name.replace("@", "%40")}@${softwareVersion}`,
    "@type": "SoftwareApplication",
    ...{ name, softwareVersion },
  };
}

/** A licence as an entity names it: that which SPDX lists, or the words of several. */
export const licenseOf = (license: string): Json =>
  isListed(license) ? ref(licenseUrl({ license })) : license;
