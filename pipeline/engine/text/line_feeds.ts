const lineFeed = 10, carriageReturn = 13;

/** Text without the carriage returns that a checkout may put before line feeds. */
export function withLineFeeds(text: Uint8Array): Uint8Array {
  if (!text.includes(carriageReturn)) return text;
  return text.filter((byte, i) =>
    byte !== carriageReturn || text[i + 1] !== lineFeed
  );
}
