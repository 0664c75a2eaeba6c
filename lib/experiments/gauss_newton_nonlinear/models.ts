export {
  gaussNewtonChoices,
  gaussNewtonModels,
} from "../gauss_newton_models.ts";
