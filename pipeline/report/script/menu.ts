/// <reference lib="dom" />
/** Closes the menu of contents once it has led somewhere, or by the escape key. */
export function openMenu(): void {
  const menu = document.querySelector<HTMLDetailsElement>(".menu details")!;
  menu.addEventListener("click", ({ target }) => {
    if ((target as Element).closest("a")) menu.open = false;
  });
  menu.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary")!.focus();
  });
}
