/**
 * The plain HTTP cache protocol, as nginx, bazel-remote and others serve it:
 * records under `/ac/<key>`, bytes under `/cas/<sha256>`. How to ask, and how
 * long to wait for an answer, is known here; what to believe is not.
 */
import type { Digest } from "../engine/digest.ts";

/** The two halves of a remote: records by key, bytes by digest. */
export type Shelf = "ac" | "cas";

/** How long a remote is waited for. */
export interface Patience {
  /** milliseconds until an answer begins, and from one piece of it to the next */
  silence: number;
  /** bytes a second: what takes longer than at this pace, and twice the silence, is given up */
  pace: number;
}

const usualPatience: Patience = { silence: 10_000, pace: 50_000 };

/** What a remote did instead of what it was asked: words that go on after "remote". */
export class RemoteError extends Error {
  override name = "RemoteError";
}

/** What is asked of a remote besides a name. */
interface Asked {
  method: "GET" | "HEAD" | "PUT";
  /** how many bytes go one way or the other at most */
  bytes: number;
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer>;
  signal: AbortSignal;
}

/** A client of one remote. Redirects are not followed: a cache answers where it is. */
export class Remote {
  readonly #base: string;
  readonly #headers: Record<string, string> = {};
  readonly #patience: Patience;
  readonly #fetch: typeof fetch;

  /** @param url where `ac` and `cas` are; a user and password in it are sent as `Authorization` */
  constructor(
    url: URL,
    patience: Patience = usualPatience,
    fetch: typeof globalThis.fetch = globalThis.fetch,
  ) {
    const { origin, pathname, username, password } = url;
    this.#base = origin + pathname.replace(/\/+$/, "");
    if (username || password) {
      const pair = `${plain(username)}:${plain(password)}`;
      const code = new TextEncoder().encode(pair).toBase64();
      this.#headers.authorization = `Basic ${code}`;
    }
    this.#patience = patience;
    this.#fetch = fetch;
  }

  /**
   * Gives what is under a name to `take`, piece by piece; `false` if nothing is there.
   *
   * @throws {RemoteError} if it does not come, or is longer than the limit.
   */
  async get(
    shelf: Shelf,
    name: Digest,
    { limit, signal, take }: {
      limit: number;
      signal: AbortSignal;
      take(piece: Uint8Array<ArrayBuffer>): Promise<void> | void;
    },
  ): Promise<boolean> {
    const asked: Asked = { method: "GET", bytes: limit, signal };
    return await this.#ask(`${shelf}/${name}`, asked, async (answer, heard) => {
      if (await isAbsent(answer)) return false;
      let bytes = 0;
      for await (const piece of answer.body ?? []) {
        heard();
        bytes += piece.length;
        if (bytes > limit) throw new RemoteError("sent more than it may");
        await take(piece);
      }
      return true;
    });
  }

  /** The text under a name; `undefined` if nothing is there. */
  async read(
    shelf: Shelf,
    name: Digest,
    { limit, signal }: { limit: number; signal: AbortSignal },
  ): Promise<string | undefined> {
    const decoder = new TextDecoder();
    let text = "";
    const there = await this.get(shelf, name, {
      limit,
      signal,
      take: (piece) => void (text += decoder.decode(piece, { stream: true })),
    });
    return there ? text + decoder.decode() : undefined;
  }

  /** Whether something is under a name. */
  async has(shelf: Shelf, name: Digest, signal: AbortSignal): Promise<boolean> {
    const asked: Asked = { method: "HEAD", bytes: 0, signal };
    return !await this.#ask(`${shelf}/${name}`, asked, isAbsent);
  }

  /** Puts bytes under a name. Those of a digest are the same, whoever puts them; a record is not to be written over. */
  async put(
    shelf: Shelf,
    name: Digest,
    { body, signal }: { body: Uint8Array<ArrayBuffer>; signal: AbortSignal },
  ): Promise<void> {
    const bytes = body.length;
    const asked: Asked = { method: "PUT", bytes, body, signal };
    if (shelf === "ac") asked.headers = { "if-none-match": "*" };
    await this.#ask(`${shelf}/${name}`, asked, async (answer) => {
      await drain(answer);
      if (!answer.ok) throw refusal(answer);
    });
  }

  /** Asks, and reads the answer, for as long as there is patience. */
  async #ask<T>(
    path: string,
    { bytes, headers, signal, ...request }: Asked,
    read: (answer: Response, heard: () => void) => Promise<T>,
  ): Promise<T> {
    const { silence, pace } = this.#patience;
    const given = new AbortController();
    const giveUp = (what: string) => given.abort(new RemoteError(what));
    const tooSlow = () => giveUp(`was slower than ${pace / 1000} kB/s`);
    const tooQuiet = () => giveUp(`was silent for ${silence / 1000} s`);
    const whole = setTimeout(tooSlow, 2 * silence + 1000 * bytes / pace);
    // what is sent is answered when it has arrived
    let next = request.body ? undefined : setTimeout(tooQuiet, silence);
    const heard = () => {
      clearTimeout(next);
      next = setTimeout(tooQuiet, silence);
    };
    try {
      const fetch = this.#fetch;
      const answer = await fetch(`${this.#base}/${path}`, {
        ...request,
        headers: { ...this.#headers, ...headers },
        redirect: "manual",
        signal: AbortSignal.any([signal, given.signal]),
      });
      heard();
      return await read(answer, heard);
    } catch (error) {
      signal.throwIfAborted();
      given.signal.throwIfAborted();
      if (error instanceof TypeError) throw new RemoteError(brokenOff(error));
      throw error;
    } finally {
      clearTimeout(whole);
      clearTimeout(next);
      given.abort(); // of an answer that was left in the middle, no more is wanted
    }
  }
}

/** Whether an answer says that nothing is there. */
async function isAbsent(answer: Response): Promise<boolean> {
  if (answer.ok) return false;
  await drain(answer);
  if (answer.status === 404 || answer.status === 410) return true;
  throw refusal(answer);
}

function refusal({ status }: Response): RemoteError {
  const redirect = status >= 300 && status < 400;
  return new RemoteError(
    `answered ${status}${redirect ? " (a redirect)" : ""}`,
  );
}

/** Reads the rest of a short answer, so that its connection serves again. */
async function drain({ body }: Response): Promise<void> {
  let bytes = 0;
  for await (const piece of body ?? []) {
    bytes += piece.length;
    if (bytes > 10_000) break;
  }
}

/** How a connection failed, without its address: `could not be reached (tcp connect error: …)`. */
function brokenOff({ message, cause }: TypeError): string {
  const detail = cause instanceof Error ? cause.message : message;
  const [, connecting, reason] = /client error \((\w+)\): (.*)/.exec(detail) ??
    [null, "", detail];
  return connecting === "Connect"
    ? `could not be reached (${reason})`
    : `broke off (${reason})`;
}

/** A part of an address as it was meant. */
function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a % that begins nothing
  }
}
