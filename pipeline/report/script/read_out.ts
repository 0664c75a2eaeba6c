/// <reference lib="dom" />
import type { PagePanel } from "./panels.ts";
import type { Point } from "./points.ts";

/** The one box of the page that tells a measurement, and the ring around it. */
export interface ReadOut {
  /** tells `lines` beside a point; aloud, if it was not pointed at */
  show(
    panel: PagePanel,
    point: Point,
    told: { lines: string[]; aloud: boolean },
  ): void;
  hide(): void;
}

/** From the point to the box, and from the box to the edge of the window, in pixels. */
const gap = 12;

/** Adds the box to the page, hidden. */
export function openReadOut(): ReadOut {
  const box = document.createElement("div");
  box.className = "read-out";
  box.hidden = true;
  const ring = document.createElementNS("http://www.w3.org/2000/svg", "circle");
  ring.setAttribute("class", "ring");
  ring.setAttribute("r", "5");
  // what speaks must be there before it has something to say
  const voice = document.createElement("div");
  voice.className = "voice";
  voice.setAttribute("role", "status");
  document.body.append(box, voice);

  return {
    show({ svg }, point, { lines, aloud }) {
      ring.setAttribute("cx", `${point.x}`);
      ring.setAttribute("cy", `${point.y}`);
      svg.append(ring);
      // keys may lead out of what is seen of a wide figure; a pointer cannot
      if (aloud) ring.scrollIntoView({ block: "nearest", inline: "nearest" });
      box.replaceChildren(...lines.map((line) => {
        const row = document.createElement("div");
        row.textContent = line;
        return row;
      }));
      box.hidden = false;
      voice.textContent = aloud ? lines.join("; ") : "";
      const at = ring.getBoundingClientRect();
      const { width, height } = box.getBoundingClientRect();
      const { clientWidth } = document.documentElement;
      const left = at.right + gap + width > clientWidth
        ? at.left - gap - width
        : at.right + gap;
      const most = Math.max(gap, clientWidth - width - gap);
      const above = at.top - gap - height;
      const top = above < 0 ? at.bottom + gap : above;
      box.style.left = `${scrollX + Math.max(gap, Math.min(most, left))}px`;
      box.style.top = `${scrollY + top}px`;
    },
    hide() {
      box.hidden = true;
      voice.textContent = "";
      ring.remove();
    },
  };
}
