/**
 * Work split into blocks, which threads of one memory take in turn. What a block gives depends on nothing
 * but its number, so that neither how many threads there are nor which takes what can be told from a result.
 */

/** Where a team keeps what it is at, in 256 bytes of zeros at first. */
const LEFT: usize = 0, PENDING: usize = 64, TURN: usize = 128, HELPERS: usize = 132, JOB: usize = 136, TASK: usize = 140;

/** Looks at a number that is about to change, before a thread sleeps: some 50 µs. */
const LOOKS: u32 = 20000;

/** This thread's team, its number there, 0 if it leads, and how many help it. */
let team: usize = 0, helpers: u32 = 0;
export let thread: u32 = 0;

/** The most threads there have been: each has room, since one that is to sleep may yet take a block. */
export let crew: u32 = 1;

/** Leads so many helpers from now on: those of higher numbers sleep. */
export function lead(address: usize, count: u32): void {
  team = address, helpers = count, crew = max(crew, count + 1);
  atomic.store<u32>(team + HELPERS, count);
}

/** Sends all helpers away. */
export function dismiss(): void {
  helpers = 0;
  if (team == 0) return;
  atomic.store<i32>(team + TURN, -1);
  atomic.notify(team + TURN);
}

/** Helps a team until it is sent away. */
export function help(address: usize, number: u32): void {
  team = address, thread = number;
  for (;;) {
    const turn = atomic.load<i32>(team + TURN);
    if (turn < 0) return;
    if (number <= atomic.load<u32>(team + HELPERS)) {
      takeBlocks();
      for (let k = LOOKS; k > 0 && atomic.load<i32>(team + LEFT) <= 0; k--);
      if (atomic.load<i32>(team + LEFT) > 0) continue;
    }
    atomic.wait<i32>(team + TURN, turn, -1);
  }
}

/** Multiplications below which one thread is faster than several. */
const SMALL: f32 = 1e6;

/** Threads for so many multiplications. */
export function threadsFor(work: f32): u32 {
  return work < SMALL ? 1 : helpers + 1;
}

/** Runs a job for each block k < count of a task, on one thread or on all, and returns when all are done. */
export function share(count: u32, task: usize, job: (task: usize, k: u32) => void, threads: u32): void {
  if (threads < 2 || count < 2) {
    for (let k: u32 = 0; k < count; k++) job(task, k);
    return;
  }
  store<u32>(team + JOB, load<u32>(changetype<usize>(job)));
  store<usize>(team + TASK, task);
  atomic.store<i32>(team + PENDING, count);
  atomic.store<i32>(team + LEFT, count);
  atomic.store<i32>(team + TURN, (atomic.load<i32>(team + TURN) + 1) & i32.MAX_VALUE);
  atomic.notify(team + TURN);
  takeBlocks();
  for (let k = LOOKS; k > 0 && atomic.load<i32>(team + PENDING) > 0; k--);
  for (;;) {
    const pending = atomic.load<i32>(team + PENDING);
    if (pending == 0) return;
    atomic.wait<i32>(team + PENDING, pending, -1);
  }
}

/** What the team is at is read after a block is taken: it cannot change before that is done. */
function takeBlocks(): void {
  for (;;) {
    const left = atomic.sub<i32>(team + LEFT, 1);
    if (left <= 0) return;
    call_indirect<void>(load<u32>(team + JOB), load<usize>(team + TASK), left - 1);
    if (atomic.sub<i32>(team + PENDING, 1) == 1) atomic.notify(team + PENDING);
  }
}
