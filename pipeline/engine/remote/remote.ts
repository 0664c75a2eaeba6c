/**
 * The plain HTTP cache protocol, as nginx, bazel-remote and others serve it: records
 * under `/ac/<key>`, bytes under `/cas/<sha256>`. How to ask and how long to wait is
 * known here; what to believe is not.
 */
import { concat } from "@std/bytes/concat";
import { setTimeout as delay } from "node:timers/promises";
import { systemState } from "../text/errors.ts";
import {
  errorOf,
  isWebPage,
  RemoteError,
  retryAfterMs,
  wrongContent,
} from "./remote_error.ts";

/** How long a remote is waited for. */
export interface Timeouts {
  /** until an answer begins, and from one piece of it to the next */
  silenceMs: number;
  /** what takes longer than at this pace, and twice the silence, is given up */
  bytesPerSecond: number;
  /** until it has answered once; the same by default */
  atFirst?: Omit<Timeouts, "atFirst">;
}

export const usualTimeouts: Timeouts = {
  silenceMs: 10_000,
  bytesPerSecond: 50_000,
};

/** Records have this many bytes at most; a usual one has about a thousand. */
const longestRecord = 100_000;

interface RemoteRequest extends RequestInit {
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer>;
  /** how many bytes are wanted at most */
  limit?: number;
  /** takes the content as it comes; without it only the status is wanted */
  take?(piece: Uint8Array): void;
  signal: AbortSignal;
}

/** What is answered of what is not there; 403 is what S3 says to those who may not list it. */
const absent = [403, 404, 410];

/** So much is read of answers whose content is not wanted, so that their connections serve again. */
const shortAnswer = 10_000;

/** A client of one remote, which takes paths such as `ac/<key>`. It follows redirects, and sends `Authorization` to no other host. */
export class Remote {
  readonly #base: string;
  readonly #headers: Record<string, string> = {};
  readonly #usualTimeouts: Timeouts;
  readonly #fetch: typeof fetch;
  #hasAnswered = false;
  #hasGranted = false;
  #hasForbidden = false;
  #knowsHead = true;

  /** @param url where `ac` and `cas` are; a user and password in it are sent as `Authorization` */
  constructor(
    url: URL,
    timeouts: Timeouts = usualTimeouts,
    fetch: typeof globalThis.fetch = globalThis.fetch,
  ) {
    const { origin, pathname, username, password } = url;
    this.#base = origin + pathname.replace(/\/+$/, "");
    if (username || password) {
      const pair = `${decoded(username)}:${decoded(password)}`;
      const code = new TextEncoder().encode(pair).toBase64();
      this.#headers.authorization = `Basic ${code}`;
    }
    this.#usualTimeouts = timeouts;
    this.#fetch = fetch;
  }

  /**
   * Whether it has answered 403 and granted nothing: it lacks all that it was
   * asked for, if it answers as S3 does, or refuses this user.
   */
  get onlyForbids(): boolean {
    return this.#hasForbidden && !this.#hasGranted;
  }

  /**
   * Passes on what is under a path, piece by piece.
   *
   * @returns whether it is called a web page; `undefined` if nothing is there
   * @throws {RemoteError} if it does not come, or is longer than the limit.
   */
  async get(
    path: string,
    request: Pick<Required<RemoteRequest>, "limit" | "take" | "signal">,
  ): Promise<{ isPage: boolean } | undefined> {
    const answer = await this.#send(path, { method: "GET", ...request });
    return this.#isAbsent(answer) ? undefined : { isPage: isWebPage(answer) };
  }

  /** The text under a path; `undefined` if nothing is there. */
  async read(
    path: string,
    { limit = longestRecord, signal }: { limit?: number; signal: AbortSignal },
  ): Promise<string | undefined> {
    const pieces: Uint8Array[] = [];
    const take = (piece: Uint8Array) => void pieces.push(piece);
    const content = await this.get(path, { limit, take, signal });
    if (content?.isPage) throw wrongContent("a text", true);
    return content && new TextDecoder().decode(concat(pieces));
  }

  /** Whether something is under a path. */
  async has(path: string, signal: AbortSignal): Promise<boolean> {
    const asks = async (method: "GET" | "HEAD") =>
      !this.#isAbsent(await this.#send(path, { method, signal }));
    try {
      if (this.#knowsHead) return await asks("HEAD");
    } catch (error) {
      const { status } = error as RemoteError;
      if (status !== 405 && status !== 501) throw error;
      this.#knowsHead = false;
    }
    return await asks("GET");
  }

  /** Puts bytes under a path. Those of a digest are always the same; a record is not to be written over. */
  async put(
    path: string,
    { body, signal }: { body: Uint8Array<ArrayBuffer>; signal: AbortSignal },
  ): Promise<void> {
    const request: RemoteRequest = { method: "PUT", body, signal };
    if (path.startsWith("ac/")) request.headers = { "if-none-match": "*" };
    const answer = await this.#send(path, request);
    if (!answer.ok) throw this.#errorOf(answer);
    // some servers answer a PUT by a page; one from elsewhere is that of a login
    if (answer.redirected && isWebPage(answer)) throw wrongContent("", true);
  }

  /** Sends a request, and once more to a busy remote, unless that names a time longer than its silence may be. */
  async #send(
    path: string,
    request: RemoteRequest,
    isSecond = false,
  ): Promise<Response> {
    const usual = this.#usualTimeouts;
    const { silenceMs, bytesPerSecond } = !this.#hasAnswered && usual.atFirst ||
      usual;
    const { limit = 0, take, signal, ...init } = request;
    const bytes = init.body?.length ?? limit;
    const ended = new AbortController();
    const endAfter = (ms: number, what: string) =>
      setTimeout(() => ended.abort(new RemoteError(what)), ms);
    const whole = endAfter(
      2 * silenceMs + 1000 * bytes / bytesPerSecond,
      `was slower than ${bytesPerSecond / 1000} kB/s`,
    );
    const waitForPiece = () =>
      endAfter(silenceMs, `was silent for ${silenceMs / 1000} s`);
    // what is sent is answered when it has arrived
    let piece = init.body ? undefined : waitForPiece();
    const onPiece = () => {
      clearTimeout(piece);
      piece = waitForPiece();
    };
    let pause: number | undefined;
    try {
      const fetch = this.#fetch;
      const answer = await fetch(`${this.#base}/${path}`, {
        ...init,
        headers: { ...this.#headers, ...init.headers },
        signal: AbortSignal.any([signal, ended.signal]),
      });
      onPiece();
      if (answer.ok) this.#hasGranted = true;
      let length = 0;
      for await (const piece of answer.body ?? []) {
        onPiece();
        length += piece.length;
        if (!answer.ok || !take) {
          if (length > shortAnswer) break;
        } else if (length > limit) {
          throw wrongContent("more than it may", isWebPage(answer));
        } else take(piece);
      }
      pause = retryAfterMs(answer);
      if (isSecond || pause === undefined || pause > silenceMs) {
        this.#hasAnswered ||= answer.ok || absent.includes(answer.status);
        return answer;
      }
    } catch (error) {
      signal.throwIfAborted();
      ended.signal.throwIfAborted();
      throw error instanceof TypeError ? connectionError(error) : error;
    } finally {
      clearTimeout(whole);
      clearTimeout(piece);
      ended.abort(); // of an answer that was left in the middle, no more is wanted
    }
    await delay(pause, undefined, { signal });
    return await this.#send(path, request, true);
  }

  /** Whether an answer says that nothing is there. */
  #isAbsent(answer: Response): boolean {
    if (answer.ok) return false;
    if (answer.status === 403) this.#hasForbidden = true;
    if (absent.includes(answer.status)) return true;
    throw this.#errorOf(answer);
  }

  #errorOf(answer: Response): RemoteError {
    return errorOf(answer, { hasUser: "authorization" in this.#headers });
  }
}

/** How a connection failed, without its address: `could not be reached (tcp connect error: …)`. */
function connectionError({ message, cause }: TypeError): RemoteError {
  if (message.includes("redirects")) {
    return new RemoteError("redirects without end");
  }
  const detail = cause instanceof Error ? cause.message : message;
  const [, phase, reason] = /client error \((\w+)\): (.*)/.exec(detail) ??
    [null, "", detail];
  const failed = phase === "Connect" ? "could not be reached" : "broke off";
  return new RemoteError(`${failed} (${systemState({ message: reason })})`);
}

/** A part of an address as it was meant. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a % that begins nothing
  }
}
