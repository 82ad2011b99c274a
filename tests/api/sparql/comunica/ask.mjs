// Asks an endpoint by Comunica: queries come as JSON on standard input; what came of each goes to
// standard output, with the method of each request and the media type of what answered it.
import { readFileSync } from 'node:fs';
import { text } from 'node:stream/consumers';

import { QueryEngine } from '@comunica/query-sparql';

const FORMS = {
  bindings: 'application/sparql-results+json',
  boolean: 'simple',
  quads: 'application/n-triples',
};
const { endpoint, queries } = JSON.parse(readFileSync(0, 'utf8'));
const engine = new QueryEngine();
const told = [];
for (const query of queries) {
  const seen = [];
  const watching = async (address, options) => {
    const response = await fetch(address, options);
    const method = options?.method ?? 'GET';
    if (method === 'POST' || String(address).includes('query=')) {
      seen.push([method, response.headers.get('content-type').split(';')[0]]);
    }
    return response;
  };
  const sources = [{ type: 'sparql', value: endpoint }];
  const result = await engine.query(query, { sources, fetch: watching });
  const { data } = await engine.resultToString(result, FORMS[result.resultType]);
  told.push({ text: await text(data), seen });
}
process.stdout.write(JSON.stringify(told));
