export { initialise } from "../linear_regression/initialise.ts";
