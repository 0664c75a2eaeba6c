/**
 * Where a test may run the smoke profile that does not mind what is stored already:
 * one store for all such tests, which `make test` gives them, else one of its own in
 * `folder`.
 */
export function smokeStore(folder: string): string {
  return Deno.env.get("SMOKE_STORE") ?? `${folder}/store`;
}
