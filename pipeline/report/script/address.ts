/// <reference lib="dom" />
/**
 * What a reader has set in a section, kept in the page's address: `#loop?leak=0.1` opens the
 * section `loop` as it was seen.
 */

/** What the address says of a section; empty if it speaks of another, or of none. */
export function readState(section: string): URLSearchParams {
  const [name, state] = partsOf(location.hash);
  return new URLSearchParams(name === section ? state : "");
}

/** Milliseconds between two writings: browsers refuse more than some hundred in half a minute. */
const pause = 250;
let waiting: ReturnType<typeof setTimeout> | undefined;
let latest = "";

/** Puts what is set in a section in the address, in place of what was there; a moment later, as sliders change it often. */
export function writeState(section: string, state: URLSearchParams): void {
  latest = linkTo(section, state);
  waiting ??= setTimeout(write, pause);
}

function write(): void {
  waiting = undefined;
  history.replaceState(null, "", latest);
}

/** The page's address with what is set in a section. */
export function linkTo(section: string, state: URLSearchParams): string {
  return new URL(`#${section}?${state}`, location.href).href;
}

/** Calls `use` with what the address says of a section, whenever a link or a reader changes it. */
export function onState(
  section: string,
  use: (state: URLSearchParams) => void,
): void {
  addEventListener("hashchange", () => {
    if (partsOf(location.hash)[0] === section) use(readState(section));
  });
}

/** Brings the section in sight that the address names, which a browser does only where nothing is set in it. */
export function openAddress(): void {
  const show = () => {
    const [section, state] = partsOf(location.hash);
    if (state) document.getElementById(section)?.scrollIntoView();
  };
  addEventListener("hashchange", show);
  show();
}

function partsOf(hash: string): [section: string, state: string] {
  const [section, ...state] = hash.slice(1).split("?");
  return [section, state.join("?")];
}
