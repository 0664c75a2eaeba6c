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
  addEventListener("hashchange", forget, { once: true });
}

function write(): void {
  waiting = undefined;
  history.replaceState(null, "", latest);
}

/** A link that is followed meanwhile counts, and not what was set before. */
function forget(): void {
  clearTimeout(waiting);
  waiting = undefined;
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
    if (state !== undefined) {
      document.getElementById(section)?.scrollIntoView();
    }
  };
  addEventListener("hashchange", show);
  show();
}

/** The state is undefined where there is no question mark, and empty where nothing follows it. */
function partsOf(hash: string): [section: string, state?: string] {
  const [, section, state] = /^#?([^?]*)(?:\?(.*))?$/.exec(hash)!;
  return [section, state];
}

/** What is told of a link whose values cannot be had; empty if all can. */
export function refusalText(refused: readonly string[]): string {
  return refused.length === 0
    ? ""
    : `Not taken from the link, as it cannot be so: ${refused.join(", ")}.`;
}
