/**
 * A cluster of a test's own: arrays of tasks that wait for each other and take workers,
 * by a clock that moves only when somebody sleeps by it.
 */

/** One task of an array. */
export interface Task {
  readonly array: TaskArray;
  readonly index: number;
  state: TaskState;
  /** how often it has started */
  starts: number;
  /** when it ended, by the cluster's clock */
  ended: number | null;
}

export type TaskState =
  | "PENDING"
  | "RUNNING"
  | "COMPLETED"
  | "FAILED"
  | "CANCELLED"
  | "TIMEOUT"
  | "NODE_FAIL";

/** Tasks that were submitted together. */
export interface TaskArray {
  readonly id: number;
  readonly name: string;
  readonly script: string;
  /** the arrays that have to end first */
  readonly after: readonly number[];
  /** seconds after which a task is ended */
  readonly limit: number;
  readonly tasks: readonly Task[];
}

/** What a task does: how long it takes, and what comes of it at its end. */
export interface Work {
  seconds: number;
  /** a task whose end throws has failed */
  end?(): void | Promise<void>;
}

/** What goes wrong; nothing unless given. */
export interface Faults {
  /** whether a task is gone at its end, having done nothing */
  loses?(task: Task): boolean;
  /** whether a task runs on two machines at once */
  runsTwice?(task: Task): boolean;
}

/** Seconds after which something waits in vain. */
const month = 30 * 24 * 60 * 60;

export class VirtualCluster {
  /** seconds since the beginning */
  now = 0;
  readonly arrays = new Map<number, TaskArray>();
  /** what will happen, the next thing first */
  readonly #agenda: { at: number; act: () => void | Promise<void> }[] = [];
  /** arrays with tasks that have not started, and those with some that have not ended */
  readonly #pending = new Map<TaskArray, Task[]>();
  readonly #unfinished = new Map<TaskArray, number>();
  #free: number;

  /**
   * @param work what a task does
   * @param options how many tasks run at once; seconds from when one may start until it does
   */
  constructor(
    readonly work: (task: Task) => Work,
    readonly options: {
      workers?: number;
      delay?: number;
      faults?: Faults;
    } = {},
  ) {
    this.#free = options.workers ?? Infinity;
  }

  /** Takes an array into the queue, and gives its id. */
  submit(
    { indices, ...array }: Omit<TaskArray, "id" | "tasks"> & {
      indices: readonly number[];
    },
  ): number {
    const id = this.arrays.size + 1;
    const tasks: Task[] = [];
    const taken = { ...array, id, tasks };
    for (const index of indices) {
      tasks.push({
        array: taken,
        index,
        state: "PENDING",
        starts: 0,
        ended: null,
      });
    }
    this.arrays.set(id, taken);
    this.#pending.set(taken, [...tasks]);
    this.#unfinished.set(taken, tasks.length);
    this.#schedule();
    return id;
  }

  /** Whether a task waits for an array, and not for a worker. */
  waits({ array: { after } }: Task): boolean {
    return after.some((id) => this.#unfinished.has(this.arrays.get(id)!));
  }

  /** Ends a task before its time. */
  cancel(task: Task): void {
    if (task.state === "PENDING") {
      const pending = this.#pending.get(task.array)!;
      pending.splice(pending.indexOf(task), 1);
      this.#end(task, "CANCELLED");
    } else if (task.state === "RUNNING") {
      this.#free++;
      this.#end(task, "CANCELLED");
    }
  }

  /** Puts a running task back into the queue, as when its machine is taken away; it starts again two minutes later at the earliest. */
  requeue(task: Task): void {
    task.state = "PENDING";
    this.#free++;
    this.after(120, () => {
      this.#pending.getOrInsert(task.array, []).unshift(task);
      this.#schedule();
    });
  }

  /** Lets something happen later. */
  after(seconds: number, act: () => void | Promise<void>): void {
    const at = this.now + seconds;
    let [low, high] = [0, this.#agenda.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#agenda[middle].at <= at) low = middle + 1;
      else high = middle;
    }
    this.#agenda.splice(low, 0, { at, act });
  }

  /** Lets time pass, and all that happens in it happen, until a signal ends it. */
  async sleep(milliseconds: number, signal?: AbortSignal): Promise<void> {
    const end = this.now + milliseconds / 1000;
    if (end > month) throw new Error("Cannot wait: a month has passed");
    await this.#happen(end, signal);
    if (!signal?.aborted) this.now = end;
  }

  /** Lets time pass until nothing more happens. */
  async settle(): Promise<void> {
    await this.#happen(Infinity);
  }

  async #happen(end: number, signal?: AbortSignal): Promise<void> {
    while (!signal?.aborted && this.#agenda[0]?.at <= end) {
      const { at, act } = this.#agenda.shift()!;
      this.now = at;
      await act();
    }
  }

  /** Starts what may start, in the order in which it came. */
  #schedule(): void {
    for (const [array, pending] of this.#pending) {
      if (pending.length > 0 && this.waits(pending[0])) continue;
      while (pending.length > 0 && this.#free > 0) {
        this.#free--;
        this.#start(pending.shift()!);
      }
      if (pending.length === 0) this.#pending.delete(array);
    }
  }

  #start(task: Task): void {
    const { delay = 0, faults = {} } = this.options;
    const start = ++task.starts;
    task.state = "RUNNING";
    const { seconds, end } = this.work(task);
    const { limit } = task.array;
    // a task that was cancelled or put back does nothing more
    const ifAtWork = (act: () => void | Promise<void>) => () =>
      task.state === "RUNNING" && task.starts === start ? act() : undefined;
    const finish = (state: TaskState) => {
      this.#free++;
      this.#end(task, state);
    };
    if (seconds > limit) {
      return this.after(delay + limit, ifAtWork(() => finish("TIMEOUT")));
    }
    this.after(
      delay + seconds,
      ifAtWork(async () => {
        if (faults.loses?.(task)) return finish("NODE_FAIL");
        const runs = faults.runsTwice?.(task) ? [end, end] : [end];
        const ended = await Promise.allSettled(runs.map((end) => end?.()));
        const isWell = ended.every(({ status }) => status === "fulfilled");
        finish(isWell ? "COMPLETED" : "FAILED");
      }),
    );
  }

  #end(task: Task, state: TaskState): void {
    task.state = state;
    task.ended = this.now;
    const left = this.#unfinished.get(task.array)! - 1;
    if (left > 0) this.#unfinished.set(task.array, left);
    else {
      this.#unfinished.delete(task.array);
      this.#pending.delete(task.array);
    }
    this.#schedule();
  }
}
