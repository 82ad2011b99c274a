// Swagger UI with the little of its types that is used; it comes without any.
import Bundle from "swagger-ui-dist/swagger-ui-es-bundle.js";

export interface Options {
  domNode: HTMLElement;
  url: string;
  deepLinking: boolean;
  docExpansion: "list" | "full" | "none";
  defaultModelsExpandDepth: number;
  filter: boolean;
  tryItOutEnabled: boolean;
  validatorUrl: string | null;
  syntaxHighlight: false;
}

export const SwaggerUIBundle = Bundle as (options: Options) => unknown;
