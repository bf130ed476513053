export { t as createReporter } from "./reporter-CdlyNpYq.js";
