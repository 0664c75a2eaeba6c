/** Commits all that is in a folder, as a repository of its own, and gives the commit's name. */
export async function commitAll(folder: string): Promise<string> {
  const someone = ["-c", "user.name=nobody", "-c", "user.email=nobody@nowhere"];
  await git(folder, "init", "--quiet");
  await git(folder, "add", ".");
  await git(folder, ...someone, "commit", "--quiet", "--message=all");
  return (await git(folder, "rev-parse", "HEAD")).trim();
}

async function git(cwd: string, ...args: string[]): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command("git", {
    ...{ args, cwd },
  }).output();
  const [out, err] = [stdout, stderr].map((bytes) =>
    new TextDecoder().decode(bytes)
  );
  if (!success) throw new Error(err);
  return out;
}
