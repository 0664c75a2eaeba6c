/** The Deno that an archive brings: the version that runs now, as npm has it for each platform. */
import { ifThere } from "../files/folders.ts";
import type { Project } from "../files/project.ts";
import { asideOf } from "../files/whole_files.ts";
import { CliError, usageError } from "../text/errors.ts";
import { suggest } from "../text/suggest.ts";
import { quoted } from "../text/words.ts";
import type { Entry } from "./entry.ts";

/** What npm calls the platforms on which `.ci/deno` finds the Deno of an archive. */
export const platforms = [
  ...["linux-x64-glibc", "linux-arm64-glibc"],
  ...["darwin-x64", "darwin-arm64"],
] as const;

export type Platform = typeof platforms[number];

/** The platform of this machine, by the same names. */
const thisPlatform = [
  Deno.build.os,
  Deno.build.arch === "aarch64" ? "arm64" : "x64",
  ...Deno.build.os === "linux" ? ["glibc"] : [],
].join("-");

/** What an archive brings a Deno for unless other platforms are asked for. */
export const usualPlatforms: readonly Platform[] = platforms
  .filter((platform) => platform === thisPlatform);

/** @throws {CliError} if there is no such platform. */
export function parsePlatforms(list: string): readonly Platform[] {
  const names = list.split(",").map((name) => name.trim());
  return [...new Set(names)].map((name) => {
    const platform = platforms.find((each) => each === name);
    if (platform) return platform;
    throw usageError(
      `Cannot pack a Deno for ${quoted(name)}: ${suggest(name, platforms)}`,
    );
  });
}

/**
 * The Deno that runs now, and that of other platforms: these npm installs into `.deno/`
 * the first time, and checks by its own digests.
 *
 * @param npm the program
 * @throws {CliError} if npm cannot.
 */
export async function denoEntries(
  wanted: readonly Platform[],
  { folder }: Pick<Project, "folder">,
  npm = "npm",
): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (const platform of wanted) {
    const file = platform === thisPlatform
      ? Deno.execPath()
      : await install(platform, `${folder}/.deno/platforms`, npm);
    entries.push({ path: `deno/${platform}/deno`, mode: 0o755, file });
  }
  return entries;
}

/** Installs the Deno of a platform, unless it is there, and gives its path. */
async function install(
  platform: Platform,
  folder: string,
  npm: string,
): Promise<string> {
  const { deno: version } = Deno.version;
  const place = `${folder}/${version}/${platform}`;
  const file = `${place}/node_modules/@deno/${platform}/deno`;
  if (ifThere(() => Deno.statSync(file))) return file;
  const aside = asideOf(place); // npm may be stopped in the middle
  await Deno.mkdir(aside, { recursive: true });
  const command = new Deno.Command(npm, {
    args: [
      ...["install", "--prefix", aside, "--force"], // it is of another platform
      ...["--no-save", "--no-audit", "--no-fund", "--loglevel=error"],
      `@deno/${platform}@${version}`,
    ],
    ...{ stdout: "null", stderr: "piped" },
  });
  const ended = await Promise.try(() => command.output()).catch(() =>
    undefined
  );
  if (ended?.success) {
    await Deno.rename(aside, place);
    return file;
  }
  await Deno.remove(aside, { recursive: true });
  const why = ended
    ? /^npm error (?!code|errno|syscall)(.+)/m
      .exec(new TextDecoder().decode(ended.stderr))?.[1]
    : "there is no npm to take it with";
  throw new CliError(
    `Cannot pack Deno ${version} for ${platform}: ${why ?? "npm failed"}`,
  );
}
