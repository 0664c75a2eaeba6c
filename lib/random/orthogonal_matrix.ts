import {
  type Matrix,
  matrix,
  rowsOf,
  type Shape,
  transpose,
} from "../linalg/matrix.ts";
import { QR } from "../linalg/qr.ts";
import type { NumpyRandom } from "./numpy_random.ts";

/**
 * The first rows, or the first columns, of an orthogonal matrix drawn uniformly,
 * by Haar's measure: `scipy.stats.ortho_group.rvs(d)[:rows, :columns]`, d the
 * larger of the two.
 *
 *   O = Q diag(sign R_kk),   Z = Q R,   Z (d × d) standard normal
 *
 * The signs make the factorisation unique, and O uniform.
 *
 * Stewart, 1980; Mezzadri, 2007.
 */
export function orthogonalMatrix(
  random: NumpyRandom,
  { rows, columns }: Shape,
): Matrix {
  const d = Math.max(rows, columns), wide = rows < columns;
  const qr = new QR({ rows: d, columns: d });
  qr.factor(matrix(d, d, random.normal(d * d)));
  // the first rows of O, or of Oᵀ
  const O = matrix(Math.min(rows, columns), d);
  rowsOf(O).forEach((row, i) => {
    row[i] = 1;
    if (wide) qr.applyQTransposed(row);
    else qr.applyQ(row);
    for (let k = 0; k < d; k++) {
      if (qr.diagonal[wide ? k : i] < 0) row[k] = -row[k];
    }
  });
  return wide ? O : transpose(O);
}
