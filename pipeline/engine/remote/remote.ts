/**
 * The plain HTTP cache protocol, as nginx, bazel-remote and others serve it:
 * records under `/ac/<key>`, bytes under `/cas/<sha256>`. How to ask, and how
 * long to wait for an answer, is known here; what to believe is not.
 */
import { setTimeout as delay } from "node:timers/promises";
import type { Digest } from "../files/digest.ts";
import { isPage, refusal, RemoteError, type Sent, wrong } from "./refusal.ts";
import { systemState } from "../text/system_state.ts";

/** The two halves of a remote: records by key, bytes by digest. */
export type Shelf = "ac" | "cas";

/** How long a remote is waited for. */
export interface Patience {
  /** milliseconds until an answer begins, and from one piece of it to the next */
  silence: number;
  /** bytes a second: what takes longer than at this pace, and twice the silence, is given up */
  pace: number;
  /** how long until it has answered once; the same by default */
  atFirst?: Omit<Patience, "atFirst">;
}

/** How long a remote is waited for in a run. */
export const usualPatience: Patience = { silence: 10_000, pace: 50_000 };

/** What is asked of a remote besides a name. */
interface Asked {
  method: "GET" | "HEAD" | "PUT";
  /** how many bytes go one way or the other at most */
  bytes: number;
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer>;
  signal: AbortSignal;
}

/** A client of one remote. Redirects are followed; `Authorization` goes to no other host. */
export class Remote {
  readonly #base: string;
  readonly #headers: Record<string, string> = {};
  readonly #usual: Patience;
  readonly #fetch: typeof fetch;
  #hasAnswered = false;
  #knowsHead = true;
  #hasObliged = false;
  #hasForbidden = false;

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
    this.#usual = patience;
    this.#fetch = fetch;
  }

  /** How long it is waited for now. */
  get #patience(): Patience {
    return this.#hasAnswered ? this.#usual : this.#usual.atFirst ?? this.#usual;
  }

  /**
   * Whether it has answered 403 and granted nothing: it lacks all that it was
   * asked for, if it answers as S3 does, or keeps it from whoever asks.
   */
  get onlyForbids(): boolean {
    return this.#hasForbidden && !this.#hasObliged;
  }

  /**
   * Gives what is under a name to `take`, piece by piece; `undefined` if nothing is there.
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
  ): Promise<Sent | undefined> {
    const asked: Asked = { method: "GET", bytes: limit, signal };
    return await this.#ask(`${shelf}/${name}`, asked, async (answer, heard) => {
      if (await this.#isAbsent(answer)) return undefined;
      const sent = { isPage: isPage(answer) };
      let bytes = 0;
      for await (const piece of answer.body ?? []) {
        heard();
        bytes += piece.length;
        if (bytes > limit) throw wrong("more than it may", sent);
        await take(piece);
      }
      return sent;
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
    const sent = await this.get(shelf, name, {
      limit,
      signal,
      take: (piece) => void (text += decoder.decode(piece, { stream: true })),
    });
    if (!sent) return undefined;
    if (sent.isPage) throw wrong("a text", sent);
    return text + decoder.decode();
  }

  /** Whether something is under a name. */
  async has(shelf: Shelf, name: Digest, signal: AbortSignal): Promise<boolean> {
    const isAbsent = (method: "GET" | "HEAD") =>
      this.#ask(
        `${shelf}/${name}`,
        { method, bytes: 0, signal },
        (answer) => this.#isAbsent(answer),
      );
    if (this.#knowsHead) {
      try {
        return !await isAbsent("HEAD");
      } catch (error) {
        if (!(error instanceof RemoteError && error.lacksMethod)) throw error;
        this.#knowsHead = false;
      }
    }
    return !await isAbsent("GET"); // its content is left
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
      if (!answer.ok) throw this.#refusal(answer);
      // some servers answer a PUT by a page; one from elsewhere is that of a login
      if (answer.redirected && isPage(answer)) {
        throw wrong("", { isPage: true });
      }
    });
  }

  /** Asks, and once more of a remote that is busy, unless that is to be for longer than its silence may be. */
  async #ask<T>(
    path: string,
    asked: Asked,
    read: (answer: Response, heard: () => void) => Promise<T>,
  ): Promise<T> {
    try {
      return await this.#askOnce(path, asked, read);
    } catch (error) {
      const pause = error instanceof RemoteError ? error.pause : undefined;
      if (pause === undefined || pause > this.#patience.silence) throw error;
      await delay(pause, undefined, { signal: asked.signal });
      return await this.#askOnce(path, asked, read);
    }
  }

  /** Asks, and reads the answer, for as long as there is patience. */
  async #askOnce<T>(
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
        signal: AbortSignal.any([signal, given.signal]),
      });
      heard();
      if (answer.ok) this.#hasObliged = true;
      const result = await read(answer, heard);
      this.#hasAnswered = true;
      return result;
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

  /** Whether an answer says that nothing is there. 403 is what S3 says to those who may not list it. */
  async #isAbsent(answer: Response): Promise<boolean> {
    if (answer.ok) return false;
    await drain(answer);
    if (answer.status === 403) this.#hasForbidden = true;
    if ([403, 404, 410].includes(answer.status)) return true;
    throw this.#refusal(answer);
  }

  #refusal(answer: Response): RemoteError {
    return refusal(answer, { isKnown: "authorization" in this.#headers });
  }
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
  if (message.includes("redirects")) return "redirects without end";
  const detail = cause instanceof Error ? cause.message : message;
  const [, connecting, reason] = /client error \((\w+)\): (.*)/.exec(detail) ??
    [null, "", detail];
  const state = systemState({ message: reason });
  return connecting === "Connect"
    ? `could not be reached (${state})`
    : `broke off (${state})`;
}

/** A part of an address as it was meant. */
function plain(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a % that begins nothing
  }
}
