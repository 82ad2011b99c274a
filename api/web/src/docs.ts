// The OpenAPI document to read and to try: Swagger UI, which asks nothing but this server.
import { SwaggerUIBundle } from "./lib/swagger";
import "./docs.css";
import { need } from "./lib/dom";

const holder = need("openapi", HTMLElement);
SwaggerUIBundle({
  domNode: holder,
  url: holder.dataset.document ?? "/openapi.json",
  deepLinking: true,
  docExpansion: "none",
  defaultModelsExpandDepth: 0,
  filter: true,
  tryItOutEnabled: true,
  // The picture of a validator elsewhere.
  validatorUrl: null,
  // Some answers are megabytes, which colouring takes a browser seconds for.
  syntaxHighlight: false,
});
