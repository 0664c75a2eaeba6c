/** The start is that of MNIST classification. */
export { initialise } from "../mnist_classification/initialise.ts";
