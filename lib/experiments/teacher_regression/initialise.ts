/** The start of the nonlinear regression; what differs is the scale of the teacher. */
export { initialise } from "../nonlinear_regression/initialise.ts";
