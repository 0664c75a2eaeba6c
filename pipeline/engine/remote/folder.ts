/** A folder in place of a server: an archive, or a disk that machines share. */
import { fileURLToPath } from "node:url";
import { absent, ifThere } from "../files/folders.ts";
import { writeWhole } from "../files/whole_files.ts";

/** A request for an address below a folder's own. */
type FolderRequest = Pick<RequestInit, "method" | "headers" | "signal"> & {
  body?: Uint8Array<ArrayBuffer>;
};

/** What answers requests as a server of files does that takes them, too. */
export function folderServer(folder: URL) {
  return async (address: string, request: FolderRequest): Promise<Response> => {
    // a disk that is not there holds nothing, and is to be given nothing
    const fault = folderFault(folder);
    if (fault) throw new Error(fault);
    const url = new URL(address);
    const { method = "GET", headers, body, signal } = request;
    if (method === "PUT") {
      const isKept = new Headers(headers).has("if-none-match");
      if (isKept && isThere(url)) return new Response(null, { status: 412 });
      writeWhole(fileURLToPath(url), body!);
      return new Response(null, { status: 201 });
    }
    if (method === "HEAD") {
      return new Response(null, { status: isThere(url) ? 200 : 404 });
    }
    const file = await Deno.open(url).catch(absent);
    if (!file) return new Response(null, { status: 404 });
    const asItComes = new TransformStream<Uint8Array<ArrayBuffer>>();
    const how = { signal: signal ?? undefined };
    return new Response(file.readable.pipeThrough(asItComes, how));
  };
}

/** Why a place is none for a remote; `undefined` if it is one. */
export function folderFault(url: URL): string | undefined {
  const info = ifThere(() => Deno.statSync(url));
  if (info?.isDirectory) return undefined;
  return info
    ? "it is a file; unpack it first"
    : "there is no such folder; make it, or name another";
}

const isThere = (url: URL) => ifThere(() => Deno.statSync(url)) !== undefined;
