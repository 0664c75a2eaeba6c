/// <reference lib="dom" />

/** What speaks to those who cannot see the page. */
let voice: HTMLElement;

/** Adds the voice to the page: it must be there before it has something to say. */
export function openVoice(): void {
  voice = document.createElement("div");
  voice.className = "voice";
  voice.setAttribute("role", "status");
  document.body.append(voice);
}

/** Has a text read aloud after what is being read; an empty one takes back what was said. */
export function say(text: string): void {
  voice.textContent = text;
}
