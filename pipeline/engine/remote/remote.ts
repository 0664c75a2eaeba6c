/**
 * The plain HTTP cache protocol, as nginx, bazel-remote and others serve it, and a folder
 * that is laid out alike: records under `/ac/<key>`, bytes under `/cas/<sha256>`. How to ask and how long to wait is
 * known here; what to believe is not.
 */
import { concat } from "@std/bytes/concat";
import { setTimeout as delay } from "node:timers/promises";
import { unescape } from "node:querystring";
import { systemState } from "../text/errors.ts";
import { folderServer } from "./folder.ts";

/** What a remote did instead of what it was asked: words that go on after "remote". */
export class RemoteError extends Error {
  override name = "RemoteError";

  /** @param status of the answer, where there was one */
  constructor(message: string, readonly status?: number) {
    super(message);
  }
}

/** What went wrong with a remote, whatever it was: words that go on after "remote". */
export function reasonOf(error: Error): string {
  if (error instanceof RemoteError) return error.message;
  return `could not be used (${systemState(error)})`;
}

/** An answer that is not what was wanted, or the page of a login: that comes with status 200, too. */
export function wrongContent(what: string, answer: Response): RemoteError {
  return new RemoteError(`sent ${isWebPage(answer) ? "a web page" : what}`);
}

function isWebPage({ headers }: Response): boolean {
  return /\bhtml\b/.test(headers.get("content-type") ?? "");
}

/** Records have this many bytes at most; a usual one has about a thousand. */
const longestRecord = 100_000;

/** What is answered of what is not there; 403 is what S3 says to those who may not list it. */
const absent = [403, 404, 410];

/** Whether an answer says what is there, or that nothing is. */
const isUsable = ({ ok, status }: Response) => ok || absent.includes(status);

/** So much is read of answers whose content is not wanted, so that their connections serve again. */
const shortAnswer = 10_000;

/** What takes longer than at this pace, and twice the silence, is given up. */
const bytesPerSecond = 50_000;

interface RemoteRequest extends RequestInit {
  headers?: Record<string, string>;
  body?: Uint8Array<ArrayBuffer>;
  /** how many bytes are wanted at most */
  limit?: number;
  /** takes the content as it comes; without it only the status is wanted */
  take?(piece: Uint8Array): void;
  signal: AbortSignal;
}

/** A client of one remote, which takes paths such as `ac/<key>`. It follows redirects, and sends `Authorization` to no other host. */
export class Remote {
  readonly #base: string;
  readonly #headers: Record<string, string> = {};
  readonly #ask: ReturnType<typeof folderServer>;
  /** of its answers */
  readonly #statuses = new Set<number>();
  #silenceMs: number;
  #probe = "HEAD";

  /**
   * @param url where `ac` and `cas` are; a user and password in it are sent as `Authorization`
   * @param usualMs how long it is waited for until an answer begins, and from one piece of it to the next
   * @param firstMs the same until it has answered once
   */
  constructor(url: URL, readonly usualMs = 10_000, firstMs = usualMs) {
    this.#silenceMs = firstMs;
    const { protocol, host, pathname, username, password } = url;
    this.#base = `${protocol}//${host}${pathname.replace(/\/+$/, "")}`;
    this.#ask = protocol === "file:"
      ? folderServer(url)
      : (...request) => fetch(...request);
    if (username || password) {
      const pair = `${unescape(username)}:${unescape(password)}`;
      const code = new TextEncoder().encode(pair).toBase64();
      this.#headers.authorization = `Basic ${code}`;
    }
  }

  /**
   * Whether it has answered 403 and granted nothing: it lacks all that it was
   * asked for, if it answers as S3 does, or refuses this user.
   */
  get onlyForbids(): boolean {
    const granted = this.#statuses.values().some((status) => status < 300);
    return this.#statuses.has(403) && !granted;
  }

  /**
   * Passes on what is under a path, piece by piece.
   *
   * @returns the answer, of which all has been read; `undefined` if nothing is there
   * @throws {RemoteError} if it does not come, or is longer than the limit.
   */
  async get(
    path: string,
    request: Pick<Required<RemoteRequest>, "limit" | "take" | "signal">,
  ): Promise<Response | undefined> {
    const answer = await this.#send(path, request);
    return this.#isThere(answer) ? answer : undefined;
  }

  /** The text under a path; `undefined` if nothing is there. */
  async read(
    path: string,
    { limit = longestRecord, signal }: { limit?: number; signal: AbortSignal },
  ): Promise<string | undefined> {
    const pieces: Uint8Array[] = [];
    const take = (piece: Uint8Array) => void pieces.push(piece);
    const answer = await this.get(path, { limit, take, signal });
    if (answer && isWebPage(answer)) throw wrongContent("", answer);
    return answer && new TextDecoder().decode(concat(pieces));
  }

  /** Whether something is under a path, by `HEAD` or, since not all servers know that, by `GET`. */
  async has(path: string, signal: AbortSignal): Promise<boolean> {
    const method = this.#probe;
    const answer = await this.#send(path, { method, signal });
    if (method === "GET" || ![405, 501].includes(answer.status)) {
      return this.#isThere(answer);
    }
    this.#probe = "GET";
    return await this.has(path, signal);
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
    if (answer.redirected && isWebPage(answer)) throw wrongContent("", answer);
  }

  /** Sends a request, and once more to a busy remote, unless that names a time longer than its silence may be. */
  async #send(path: string, request: RemoteRequest): Promise<Response> {
    const answer = await this.#sendOnce(path, request);
    if (answer.status !== 429 && answer.status !== 503) return answer;
    const seconds = Number(answer.headers.get("retry-after") ?? 1);
    const pause = 1000 * (seconds >= 0 ? seconds : 1); // it may be a date
    if (pause > this.#silenceMs) return answer;
    await delay(pause, undefined, { signal: request.signal });
    return await this.#sendOnce(path, request);
  }

  async #sendOnce(
    path: string,
    { limit = 0, take, signal, ...init }: RemoteRequest,
  ): Promise<Response> {
    const silenceMs = this.#silenceMs;
    const ended = new AbortController();
    const endAfter = (ms: number, what: string) =>
      setTimeout(() => ended.abort(new RemoteError(what)), ms);
    const bytes = init.body?.length ?? limit;
    const whole = endAfter(
      2 * silenceMs + 1000 * bytes / bytesPerSecond,
      `was slower than ${bytesPerSecond / 1000} kB/s`,
    );
    let silence: ReturnType<typeof endAfter> | undefined;
    const awaitPiece = () => {
      clearTimeout(silence);
      silence = endAfter(silenceMs, `was silent for ${silenceMs / 1000} s`);
    };
    if (!init.body) awaitPiece(); // what is sent is answered when it has arrived
    try {
      const answer = await this.#ask(`${this.#base}/${path}`, {
        ...init,
        headers: { ...this.#headers, ...init.headers },
        signal: AbortSignal.any([signal, ended.signal]),
      });
      awaitPiece();
      this.#statuses.add(answer.status);
      let length = 0;
      for await (const piece of answer.body ?? []) {
        awaitPiece();
        length += piece.length;
        if (!answer.ok || !take) {
          if (length > shortAnswer) break;
        } else if (length > limit) {
          throw wrongContent("more than it may", answer);
        } else take(piece);
      }
      if (isUsable(answer)) this.#silenceMs = this.usualMs;
      return answer;
    } catch (error) {
      signal.throwIfAborted();
      ended.signal.throwIfAborted();
      throw error instanceof TypeError ? connectionError(error) : error;
    } finally {
      clearTimeout(whole);
      clearTimeout(silence);
      ended.abort(); // of an answer that was left in the middle, no more is wanted
    }
  }

  #isThere(answer: Response): boolean {
    if (isUsable(answer)) return answer.ok;
    throw this.#errorOf(answer);
  }

  #errorOf({ status, statusText }: Response): RemoteError {
    const refusal = "authorization" in this.#headers
      ? "it does not take this user and password"
      : "it wants a user and password, as in https://USER:PASSWORD@HOST";
    const meaning = status === 401 ? `(${refusal})` : statusText;
    return new RemoteError(`answered ${status} ${meaning}`.trim(), status);
  }
}

/** How a connection failed, without its address: `could not be reached (tcp connect error: …)`. */
function connectionError({ message, cause }: TypeError): RemoteError {
  const detail = cause instanceof Error ? cause.message : message;
  const [, phase, reason] = /client error \((\w+)\): (.*)/.exec(detail) ??
    [null, "", detail];
  const failed = phase === "Connect" ? "could not be reached" : "broke off";
  return new RemoteError(`${failed} (${systemState({ message: reason })})`);
}
