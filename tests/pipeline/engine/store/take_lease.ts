/** Asks for the lease of a key, says what came of it, and keeps it until it hears that nothing more comes in. */
import { isDigest } from "../../../../pipeline/engine/files/digest.ts";
import { Leases } from "../../../../pipeline/engine/store/leases.ts";
import { print } from "../../../../pipeline/engine/terminal/stream.ts";

const [folder, key] = Deno.args;
if (!isDigest(key)) throw new TypeError(`Cannot take ${key}: it is no key`);
const answer = new Leases(folder).take(key);
print(JSON.stringify(answer));
await Deno.stdin.readable.pipeTo(new WritableStream());
