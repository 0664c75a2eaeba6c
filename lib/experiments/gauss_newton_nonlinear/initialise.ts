export { initialise } from "../nonlinear_regression/initialise.ts";
