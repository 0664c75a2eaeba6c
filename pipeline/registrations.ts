/** The registrations of claims, oldest first, as `data/claims.lock.json` has them. */
import type { Registration } from "../lib/claims/registration.ts";
import lock from "../data/claims.lock.json" with { type: "json" };

// of entries by different names TypeScript infers ones that may be undefined
export const registrations = lock as unknown as readonly Registration[];
