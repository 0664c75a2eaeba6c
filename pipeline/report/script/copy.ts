/// <reference lib="dom" />
import { say } from "./voice.ts";

/** Milliseconds for which a button says that it has copied. */
const told = 2000;

/** A button that copies what `text` gives when it is pressed. */
export function copyButton(
  text: () => string,
  label = "Copy",
): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = label;
  button.addEventListener("click", async () => {
    const said = await copied(text()) ? "Copied" : "Not allowed";
    button.textContent = said;
    say(said);
    setTimeout(() => button.textContent = label, told);
  });
  return button;
}

/** Whether a text could be copied; a page that came without encryption has no clipboard at all. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Adds a button to every command under a figure, or under what makes one. */
export function openCopyButtons(): void {
  for (const code of document.querySelectorAll(".command code")) {
    code.after(" ", copyButton(() => code.textContent!));
  }
}
