export { initialise } from "../mnist_autoencoder/initialise.ts";
