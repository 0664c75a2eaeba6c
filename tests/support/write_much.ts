/** Writes 40000 lines, one of them long, to the stream that it is given, and says on the other when that was full. */
import {
  type TerminalName,
  writeTo,
} from "../../pipeline/engine/terminal/stream.ts";

export const much = Array.from(
  { length: 40_000 },
  (_, i) => `${i === 20_000 ? "long ".repeat(30_000) : ""}line ${i}\n`,
).join("") + "and no end";

if (import.meta.main) {
  const [name, other] = Deno.args as [TerminalName, TerminalName];
  const write = Deno[name].writeSync;
  let said = false;
  Deno[name].writeSync = (bytes) => {
    try {
      return write.call(Deno[name], bytes);
    } catch (error) {
      if (!said) writeTo(other, `${(error as Error).name}\n`);
      said = true;
      throw error;
    }
  };
  writeTo(name, much);
}
