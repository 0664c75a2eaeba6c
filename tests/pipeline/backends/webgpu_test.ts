import { openTensorflow } from "../../../lib/network/tensorflow.ts";
import { assertAgreesWithWasm } from "./agreement.ts";
import { testsOf } from "./available.ts";

const test = await testsOf("webgpu");

test("webgpu learns as wasm does, and errs as often", async () => {
  await assertAgreesWithWasm(() => openTensorflow("webgpu"));
});
