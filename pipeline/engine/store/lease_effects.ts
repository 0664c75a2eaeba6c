import process from "node:process";

/** A process. */
export interface Holder {
  host: string;
  pid: number;
}

/** How leases touch the world. */
export interface LeaseEffects {
  self: Holder;
  isAlive(pid: number): boolean;
  /** milliseconds of a clock that only goes forward */
  elapsed(): number;
  /** when this run began, by the time of day; milliseconds since 1970 */
  began: number;
  /** between two touches, and after how long without one a lease is void, in milliseconds */
  beat: number;
  patience: number;
}

/** Leases of this process, from now on. */
export function realLeaseEffects(): LeaseEffects {
  return {
    self: { host: Deno.hostname(), pid: Deno.pid },
    isAlive,
    elapsed: () => performance.now(),
    began: Date.now(),
    beat: 5_000,
    patience: 30_000,
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0); // signal 0 only asks
    return true;
  } catch (error) {
    // anything but "no such process" means that there is one
    return (error as { code?: string }).code !== "ESRCH";
  }
}
