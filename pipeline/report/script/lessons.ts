/// <reference lib="dom" />
/** The models of the page, which learn in its worker. */
import { type Course, courses } from "../../../lib/explorables/courses.ts";
import type { Lesson, Piece } from "../../../lib/explorables/lesson.ts";
import type { Exercise, ExerciseModel } from "../../studies/exercises.ts";

/** What a worker is asked: to begin, once, and then for pieces of each model. */
export type Request =
  | (Pick<Exercise, "program" | "settings"> & { seed: number })
  | { model: ExerciseModel; examples: number };

/** What it answers: a piece, or why there is none. */
export type Answer = { name: string; piece: Piece } | { unstable: string };

/** Makes a worker of this script: it answers each request but the first, which it answers only if it cannot begin. */
export function serveLessons(): void {
  const lessons = new Map<string, Lesson>();
  let begun: ReturnType<Course<never>>;
  const answer = (answer: Answer) => postMessage(answer);
  addEventListener("message", ({ data }: MessageEvent<Request>) => {
    if ("program" in data) {
      const begin = courses[data.program] as Course<unknown>;
      begun = begin(data.seed, data.settings);
      if ("unstable" in begun) answer(begun);
      return;
    }
    if ("unstable" in begun) return;
    const { model: { own, ...model }, examples } = data, { name } = model;
    const lesson = lessons.get(name) ?? begun(model, own as never);
    lessons.set(name, lesson);
    answer({ name, piece: lesson.learn(examples) });
  });
}
