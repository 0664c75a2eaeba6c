/// <reference lib="dom" />

/**
 * Starts a worker that runs the page's own script, in which there is no document. It is no module:
 * a page that is a file may not start such.
 */
export function openWorker(): Worker {
  const script = document.querySelector('script[type="module"]')!.textContent!;
  const url = URL.createObjectURL(
    new Blob([script], { type: "text/javascript" }),
  );
  return new Worker(url);
}
