import { assertEquals } from "@std/assert";
import { systemState } from "../../../../pipeline/engine/text/system_state.ts";

Deno.test("systemState() leaves out the system's number and Deno's word for the deed", () => {
  const states = {
    "Is a directory (os error 21): readfile '/x'": "it is a folder",
    "Not a directory (os error 20): mkdir '/x/y'":
      "a file is where a folder should be",
    "No space left on device (os error 28)": "No space left on device",
    "x is a link to y, which is not there":
      "x is a link to y, which is not there",
  };
  for (const [message, state] of Object.entries(states)) {
    assertEquals(systemState(new Error(message)), state);
  }
});
