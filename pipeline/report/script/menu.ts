/// <reference lib="dom" />
/** Closes the menu of contents once it has led somewhere, or by the escape key. */
export function openMenu(): void {
  const menu = document.querySelector<HTMLDetailsElement>(".menu details")!;
  menu.addEventListener("click", ({ target }) => {
    if ((target as Element).closest("a")) menu.open = false;
  });
  addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !menu.open) return;
    const isWithin = menu.contains(document.activeElement);
    menu.open = false;
    if (isWithin) menu.querySelector("summary")!.focus();
  });
}
