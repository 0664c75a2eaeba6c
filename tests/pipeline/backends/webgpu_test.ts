import { openBackend } from "../../../pipeline/backends/open.ts";
import { assertAgreesWithWasm } from "./agreement.ts";
import { testsOf } from "./available.ts";

const test = await testsOf("webgpu");

test("webgpu learns as wasm does, and errs as often", async (found) => {
  await assertAgreesWithWasm(await openBackend({ name: "test", ...found }));
});
