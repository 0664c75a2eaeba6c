/** What it means when a remote does something else than it was asked to. */

/** What a remote did instead of what it was asked: words that go on after "remote". */
export class RemoteError extends Error {
  override name = "RemoteError";
  /** of the answer, where there was one */
  readonly status?: number;
  /** milliseconds after which it may be asked once more */
  readonly pause?: number;

  constructor(
    message: string,
    { status, pause }: { status?: number; pause?: number } = {},
  ) {
    super(message);
    this.status = status;
    this.pause = pause;
  }

  /** Whether the remote does not know what it was asked to do. */
  get lacksMethod(): boolean {
    return this.status === 405 || this.status === 501;
  }

  /** Whether another may have put there in the meantime what was to be put. */
  get isConflict(): boolean {
    return this.status === 409 || this.status === 412;
  }
}

const meanings: Record<number, string> = {
  403: "forbidden",
  405: "not allowed",
  407: "the proxy wants a user and password",
  413: "too long for it",
  429: "asked too often",
  503: "busy or down",
  507: "full",
};

/**
 * The error that an answer stands for; with a pause, if the remote only wants
 * less of everything at once.
 *
 * @param isKnown whether a user was named
 */
export function refusal(
  { status, headers }: Response,
  { isKnown }: { isKnown: boolean },
): RemoteError {
  const meaning = status === 401
    ? isKnown
      ? "it does not take this user and password"
      : "it wants a user and password, as in https://USER:PASSWORD@HOST"
    : status >= 300 && status < 400
    ? "a redirect to nowhere"
    : meanings[status];
  const isBusy = status === 429 || status === 503;
  return new RemoteError(
    `answered ${status}${meaning ? ` (${meaning})` : ""}`,
    { status, pause: isBusy ? pauseIn(headers) : undefined },
  );
}

/** The milliseconds in `Retry-After`; a second where it names none. */
function pauseIn(headers: Headers): number {
  const seconds = Number(headers.get("retry-after") ?? 1);
  return 1000 * (seconds >= 0 ? seconds : 1);
}

/** Whether an answer is called a web page: that of a login comes as 200. */
export function isPage({ headers }: Response): boolean {
  return /\bhtml\b/.test(headers.get("content-type") ?? "");
}

/** What is to be said of what came, beside its bytes. */
export interface Sent {
  /** it is called a web page */
  isPage: boolean;
}

/** What came is not what was wanted. */
export function wrong(what: string, { isPage }: Sent): RemoteError {
  return new RemoteError(`sent ${isPage ? "a web page" : what}`);
}

/** What went wrong with a remote, whatever it was: words that go on after "remote". */
export function reasonOf(error: Error): string {
  if (error instanceof RemoteError) return error.message;
  return `could not be used (${error.message})`;
}
