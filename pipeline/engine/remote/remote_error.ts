/** What it means when a remote does something else than it was asked to. */

/** What a remote did instead of what it was asked: words that go on after "remote". */
export class RemoteError extends Error {
  override name = "RemoteError";
  /** of the answer, where there was one */
  readonly status?: number;

  constructor(message: string, status?: number) {
    super(message);
    this.status = status;
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

/** The error that an answer stands for. */
export function errorOf(
  { status }: Response,
  { hasUser }: { hasUser: boolean },
): RemoteError {
  const meaning = status === 401
    ? hasUser
      ? "it does not take this user and password"
      : "it wants a user and password, as in https://USER:PASSWORD@HOST"
    : status >= 300 && status < 400
    ? "a redirect to nowhere"
    : meanings[status];
  const text = `answered ${status}${meaning ? ` (${meaning})` : ""}`;
  return new RemoteError(text, status);
}

/** How long a remote that is only busy wants to be left alone: a second, where it does not say. */
export function retryAfterMs(
  { status, headers }: Response,
): number | undefined {
  if (status !== 429 && status !== 503) return undefined;
  const seconds = Number(headers.get("retry-after") ?? 1);
  return 1000 * (seconds >= 0 ? seconds : 1);
}

/** Whether an answer is called a web page: that of a login comes with status 200. */
export function isWebPage({ headers }: Response): boolean {
  return /\bhtml\b/.test(headers.get("content-type") ?? "");
}

/** What came is not what was wanted. */
export function wrongContent(what: string, isPage: boolean): RemoteError {
  return new RemoteError(`sent ${isPage ? "a web page" : what}`);
}

/** What went wrong with a remote, whatever it was: words that go on after "remote". */
export function reasonOf(error: Error): string {
  if (error instanceof RemoteError) return error.message;
  return `could not be used (${error.message})`;
}
