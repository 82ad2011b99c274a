// The script of a question's page: its answer is sorted by the headings, as that of a query is.
import { sortable } from "./lib/sorting";

for (const table of document.querySelectorAll<HTMLTableElement>("#rows table")) sortable(table);
