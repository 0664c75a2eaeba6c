import { assertEquals, assertThrows } from "@std/assert";
import {
  licensesIn,
  packageEntries,
} from "../../../../pipeline/engine/archive/packages.ts";
import { CliError } from "../../../../pipeline/engine/text/errors.ts";
import { inTemporaryFolder } from "../../../support/temporary_folder.ts";

/** A project with two packages, one of which imports the other, and one that it has locked no more. */
function install(folder: string): void {
  const npm = { "@a/one@1.0.0_two@2.0.0": {}, "two@2.0.0": {} };
  Deno.writeTextFileSync(`${folder}/deno.lock`, JSON.stringify({ npm }));
  for (const id of ["@a/one@1.0.0", "two@2.0.0", "two@1.0.0"]) {
    const [, name, version] = /^(.+)@(.+)$/.exec(id)!;
    const home = `${folder}/node_modules/.deno/${id.replace("/", "+")}`;
    const place = `${home}/node_modules/${name}`;
    Deno.mkdirSync(`${place}/dist`, { recursive: true });
    const about = JSON.stringify({ name, version, license: "ISC" });
    Deno.writeTextFileSync(`${place}/package.json`, about);
    Deno.writeTextFileSync(`${place}/dist/${version}.js`, "");
    Deno.writeTextFileSync(`${place}/dist/${version}.js.map`, "");
  }
  const homes = `${folder}/node_modules/.deno`;
  for (const home of [`${homes}/@a+one@1.0.0`, homes]) {
    Deno.mkdirSync(`${home}/node_modules`, { recursive: true });
    Deno.symlinkSync(
      `${homes}/two@2.0.0/node_modules/two`,
      `${home}/node_modules/two`,
    );
  }
}

Deno.test("packages that are locked are packed with all they hold but source maps and links, and name their licences", async () => {
  await inTemporaryFolder((folder) => {
    install(folder);
    const paths = packageEntries({ folder }).map(({ path }) => path).sort();
    assertEquals(paths, [
      "packages/@a+one@1.0.0/.initialized",
      "packages/@a+one@1.0.0/node_modules/@a/one/dist/1.0.0.js",
      "packages/@a+one@1.0.0/node_modules/@a/one/package.json",
      "packages/two@2.0.0/.initialized",
      "packages/two@2.0.0/node_modules/two/dist/2.0.0.js",
      "packages/two@2.0.0/node_modules/two/package.json",
    ]);
    assertEquals(licensesIn({ folder }).get("@a/one@1.0.0"), "ISC");
  });
});

Deno.test("a package that is locked and not installed is named", async () => {
  await inTemporaryFolder((folder) => {
    install(folder);
    Deno.removeSync(`${folder}/node_modules/.deno/two@2.0.0`, {
      recursive: true,
    });
    assertThrows(
      () => packageEntries({ folder }),
      CliError,
      "Cannot pack the packages: two@2.0.0 is not in node_modules; deno install puts it there",
    );
  });
});
