/// <reference lib="dom" />
import type { Place } from "./curves.ts";
import { say } from "./voice.ts";

/** The one box of the page that tells a measurement, and the ring around it. */
export interface ReadOut {
  /** tells `lines` beside a point of a drawing; aloud, if it was not pointed at */
  show(
    drawing: SVGSVGElement,
    point: Place,
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
  document.body.append(box);

  return {
    show(drawing, point, { lines, aloud }) {
      ring.setAttribute("cx", `${point.x}`);
      ring.setAttribute("cy", `${point.y}`);
      drawing.append(ring);
      // keys may lead out of what is seen of a wide figure; a pointer cannot
      if (aloud) ring.scrollIntoView({ block: "nearest", inline: "nearest" });
      box.replaceChildren(...lines.map((line) => {
        const row = document.createElement("div");
        row.textContent = line;
        return row;
      }));
      box.hidden = false;
      say(aloud ? lines.join("; ") : "");
      const at = ring.getBoundingClientRect();
      // a narrow page has it at one edge of the window, a wide one beside the ring
      box.classList.toggle("opposite", at.top > innerHeight / 2);
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
      say("");
      ring.remove();
    },
  };
}
