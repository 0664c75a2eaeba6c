import { assertEquals } from "@std/assert";
import { linkStrangersPrograms } from "./stranger.ts";
import { inTemporaryFolder } from "./temporary_folder.ts";

Deno.test("a stranger has what the README's commands take, and none of the programs for which tests look", async () => {
  await inTemporaryFolder(async (folder) => {
    linkStrangersPrograms(folder);
    const there = ["node", "npm", "git", "make", "sh", "sed", "cp"];
    const missing = [
      ...["python3", "nginx", "../sbin/nginx", "chromium", "google-chrome"],
      ...["qemu-aarch64", "script", "mount", "pgrep", "deno"],
    ];
    const { stdout } = await new Deno.Command(`${folder}/sh`, {
      args: [
        "-c",
        'for program; do command -v "$program"; done',
        "sh",
        ...missing,
        ...there,
      ],
      env: { PATH: folder },
    }).output();
    assertEquals(
      new TextDecoder().decode(stdout).trim().split("\n"),
      there.map((program) => `${folder}/${program}`),
    );
  });
});
