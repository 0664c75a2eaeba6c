import { assert, assertEquals, assertThrows } from "@std/assert";
import { CliError } from "../../../pipeline/engine/text/errors.ts";
import { listed } from "../../../pipeline/engine/text/suggest.ts";
import { published } from "../../../pipeline/studies/experiments.ts";
import { studiesOf } from "../../../pipeline/studies/studies.ts";
import { wantedBy } from "../../support/wanted.ts";

/** Wrong words of a command line, and how each is refused. */
const wrong: [word: string, why: string][] = [
  ["--set=", "Cannot read --set: its value is missing"],
  [
    "--set=eta=1",
    "…it is neither EXPERIMENT.KEY=VALUE nor EXPERIMENT.MODEL.FIELD=VALUE",
  ],
  [
    "--set=linear-regression.eta",
    "…it is neither EXPERIMENT.KEY=VALUE nor EXPERIMENT.MODEL.FIELD=VALUE",
  ],
  [
    "--set=nonlinear.eta=1",
    "…there is no experiment nonlinear; did you mean nonlinear-regression or nonlinear-regression-teacher?",
  ],
  [
    "--set=linear-regression..eta=1",
    "…it is neither EXPERIMENT.KEY=VALUE nor EXPERIMENT.MODEL.FIELD=VALUE",
  ],
  [
    "--set=linear-regression.a.b.c=1",
    "…it is neither EXPERIMENT.KEY=VALUE nor EXPERIMENT.MODEL.FIELD=VALUE",
  ],
  [
    "--set=linear-regression.eta=",
    'Cannot set linear-regression.eta to "": it is not a number',
  ],
  [
    "--set=linear-regression.eta=0,01",
    "Cannot set linear-regression.eta to 0,01: it is not a number",
  ],
  [
    "--set=linear-regression.DI.eta=fast",
    "Cannot set linear-regression.DI.eta to fast: it is not a number",
  ],
  [
    "--set=linear-regression.models=BP,bp",
    "Cannot set linear-regression.models to BP,bp: there is no model bp; did you mean BP? deno task settings linear-regression lists all",
  ],
  [
    "--set=linear-regression.models=none",
    "Cannot set linear-regression.models to none: there is no model none; there are BP, FA, FA-2, PBP, NDI, NDI-2, NDI-3, DI and 2 more, which deno task settings linear-regression lists",
  ],
  [
    "--set=linear-regression.corrections=none,settled-loops",
    "Cannot set linear-regression.corrections to none,settled-loops: none stands alone",
  ],
  [
    "--set=linear-regression.DI-4.leak=1",
    "…linear-regression has no model DI-4; did you mean DI-2, DI-3, NDI-2, NDI-3 or DI? deno task settings linear-regression lists all",
  ],
  [
    "--set=linear-regression.DI.rule=XBP",
    "Cannot set linear-regression.DI.rule to XBP: it is not BP, FA, PBP, NDI, DI, SDI, LGN or GN",
  ],
  [
    "--set=linear-regression.DI.scale=",
    'Cannot set linear-regression.DI.scale to "": it is not a number',
  ],
  [
    "--set=linear-regression.DI.feedback=-transpose",
    "Cannot set linear-regression.DI.feedback to -transpose: it is not random, optimised, transpose, neg-transpose, pseudoinverse, neg-pseudoinverse, sign or neg-sign",
  ],
  [
    "--set=mnist-classification.DI.feedback=optimised",
    "Cannot set mnist-classification.DI.feedback to optimised: mnist-classification has no optimised feedback; it can be random, transpose, neg-transpose, pseudoinverse, neg-pseudoinverse, sign or neg-sign",
  ],
  ["--model=x", "…it is not of the form EXPERIMENT.NAME=RULE,FIELD=VALUE…"],
  [
    "--model=linear-regression.x",
    "…it is not of the form EXPERIMENT.NAME=RULE,FIELD=VALUE…",
  ],
  [
    "--model=linear-regression.x=",
    'Cannot set linear-regression.x.rule to "": it is not BP, FA, PBP, NDI, DI, SDI, LGN or GN',
  ],
  [
    "--model=linear-regression.=DI",
    "…it is not of the form EXPERIMENT.NAME=RULE,FIELD=VALUE…",
  ],
  [
    "--model=nonlinear.x=DI",
    "…there is no experiment nonlinear; did you mean nonlinear-regression or nonlinear-regression-teacher?",
  ],
  [
    "--model=linear-regression.x=DI,leak",
    "…it is not of the form EXPERIMENT.NAME=RULE,FIELD=VALUE…",
  ],
  [
    "--model=linear-regression.x=DI,lea=1",
    "…x has no field lea; did you mean leak? deno task settings linear-regression lists all",
  ],
  ["--model=linear-regression.x=DI,rule=BP", "…it gives rule twice"],
  [
    "--model=linear-regression.x=DI,models=BP",
    "…x has no field models; there are rule, feedback, scale, leak, transfer, evaluateEvery, eta, clip and 5 more, which deno task settings linear-regression lists",
  ],
  [
    "--model=linear-regression.BP=BP",
    "Cannot add linear-regression.BP by --model linear-regression.BP=BP: there is a model BP; choose another name, or change it by --set linear-regression.BP.FIELD=VALUE",
  ],
  [
    "--model=linear-regression.-x=BP",
    "Cannot add linear-regression.-x by --model linear-regression.-x=BP: a name has letters, digits, - and _, at most 40, and begins with a letter or digit",
  ],
  [
    "--model=linear-regression.sdi=DI",
    "Cannot add linear-regression.sdi by --model linear-regression.sdi=DI: another experiment has a model SDI; choose that name, or another",
  ],
  [
    "--model=mnist-autoencoder-normal.x=DI,transfer=tanh",
    "Cannot set mnist-autoencoder-normal.x.transfer to tanh: the loops of mnist-autoencoder-normal have only linear",
  ],
  ["--seeds=", "Cannot read --seeds: its value is missing"],
  [
    "--seeds=4-0",
    '…"4-0" is neither a whole number below 2^32 nor a rising range such as 0-4',
  ],
  ["--seeds==1", "…no experiment stands before the ="],
  [
    "--seeds=mnst-*=1",
    `…mnst-* fits no experiment; there are ${
      listed(published.map(({ name }) => name))
    }`,
  ],
  [
    "--seeds=mnist-dynamic-*=1",
    "…mnist-dynamic-inversion is of the profile beyond; give --profile beyond",
  ],
  [
    "--set=mnist-dynamic-inversion.eta=1",
    "…mnist-dynamic-inversion is of the profile beyond; give --profile beyond",
  ],
  [
    "--seeds=linear-*=x",
    '…"x" is neither a whole number below 2^32 nor a rising range such as 0-4',
  ],
  [
    "--seeds=0-4,",
    '…"" is neither a whole number below 2^32 nor a rising range such as 0-4',
  ],
  [
    "--seeds=1e3",
    '…"1e3" is neither a whole number below 2^32 nor a rising range such as 0-4',
  ],
  ["--seeds=0-10000", "…they are more than 10000 seeds"],
  [
    "--seeds=mnist-*=",
    '…"" is neither a whole number below 2^32 nor a rising range such as 0-4',
  ],
];

Deno.test("each wrong word gives one sentence that names it and a remedy", () => {
  assert(wrong.length >= 20);
  for (const [word, why] of wrong) {
    const { message, exitCode } = assertThrows(
      () => studiesOf(wantedBy(word)),
      CliError,
      undefined,
      word,
    );
    const said = why.replace(/^…/, `Cannot read ${word.replace("=", " ")}: `);
    assertEquals([message, exitCode], [said, 2]);
  }
});
