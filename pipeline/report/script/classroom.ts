/// <reference lib="dom" />
import { type Choice, modelOf, modelsOf, settingsOf } from "./choice.ts";
import type { Answer, Request } from "./lessons.ts";
import { Measured } from "./measured.ts";
import { openWorker } from "./worker.ts";

/** Examples that a model learns before the next has its turn. */
const examplesOfTurn = 100;

/** Pieces that a worker is asked for at once, so that it need not wait for the page. */
const asked = 3;

/** The models of a choice, which learn in a worker of their own in turn; those behind come first. */
export class Classroom {
  /** what each measured that has had a turn */
  readonly models = new Map<string, Measured>();
  /** why nothing can be learned, if so */
  problem: string | undefined;
  isPlaying = false;
  #choice: Choice;
  readonly #changed: () => void;
  #worker: Worker | undefined;
  /** pieces that the worker is at */
  #awaited = 0;
  /** who has a turn next, and how long it is */
  #queue: string[] = [];
  #examples = examplesOfTurn;

  /** @param changed is called when something was measured, and when all is at rest */
  constructor(choice: Choice, changed: () => void) {
    this.#choice = choice;
    this.#changed = changed;
  }

  /** Has other models learn, of a choice that differs in nothing else. */
  choose(choice: Choice): void {
    this.#choice = choice;
    this.#queue = [];
  }

  play(): void {
    this.isPlaying = true;
    this.#next();
  }

  pause(): void {
    this.isPlaying = false;
    this.#queue = [];
  }

  /** Lets those behind learn as little as can be. */
  step(): void {
    this.pause();
    this.#queue = this.#behind();
    this.#examples = 1;
    this.#next();
  }

  close(): void {
    this.pause();
    this.#worker?.terminate();
  }

  /** The least iteration that all models have done; −1 before the first. */
  get iteration(): number {
    const done = modelsOf(this.#choice).map((name) => this.models.get(name))
      .filter((measured) => !measured?.outcome)
      .map((measured) => measured?.iteration ?? -1);
    return Math.min(...done);
  }

  get isOver(): boolean {
    return this.problem !== undefined || this.#behind().length === 0;
  }

  /** Of those that can learn on, the ones that have done least. */
  #behind(): string[] {
    const least = this.iteration;
    return modelsOf(this.#choice).filter((name) => {
      const { iteration = -1, outcome = null } = this.models.get(name) ?? {};
      return !outcome && iteration === least;
    });
  }

  #next(): void {
    if (this.problem !== undefined) return;
    if (this.#awaited === 0 && this.#queue.length === 0) {
      if (this.isPlaying) {
        this.#queue = this.#behind();
        this.#examples = examplesOfTurn;
        this.isPlaying = this.#queue.length > 0;
      }
      if (this.#queue.length === 0) return this.#changed();
    }
    this.#worker ??= this.#begin();
    for (const name of this.#queue.splice(0, asked - this.#awaited)) {
      this.#awaited++;
      const model = modelOf(this.#choice, name);
      this.#ask({ model, examples: this.#examples });
    }
  }

  #begin(): Worker {
    const worker = openWorker();
    worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      this.#awaited--;
      if ("unstable" in data) return this.#end(data.unstable);
      const measured = this.models.get(data.name) ?? new Measured();
      this.models.set(data.name, measured);
      measured.add(data.piece);
      this.#changed();
      this.#next();
    });
    worker.addEventListener("error", ({ message }) => this.#end(message));
    const { program } = this.#choice.exercise;
    worker.postMessage({ program, ...settingsOf(this.#choice) });
    return worker;
  }

  #ask(request: Request): void {
    this.#worker!.postMessage(request);
  }

  #end(problem: string): void {
    this.problem = problem;
    this.pause();
    this.#changed();
  }
}
