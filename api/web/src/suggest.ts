// The script of every page: suggestions in the fields that take names.
import { suggestIn } from "./lib/suggest";

suggestIn(document);
