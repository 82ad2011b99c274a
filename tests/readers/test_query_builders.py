"""Assistants that write queries learn the shape of the data from the endpoint alone."""

from __future__ import annotations

import json

from graph.namespaces import VSK
from graph.prefixes import PREFIXES
from tests.api.serving import Server
from tests.readers.conftest import Reader

# It opens a model and a store of vectors as soon as it is imported; its loaders use neither.
SPARQL_LLM = """
import json, sys, types
for module, name in (("fastembed", "TextEmbedding"), ("qdrant_client", "QdrantClient")):
    sys.modules[module] = types.ModuleType(module)
    setattr(sys.modules[module], name, lambda *args, **more: None)
from sparql_llm import SparqlVoidShapesLoader
from sparql_llm.utils import get_prefixes_for_endpoint, get_schema_for_endpoint
endpoint, document = sys.argv[1:]
print(json.dumps({
    "prefixes": get_prefixes_for_endpoint(endpoint),
    "described": get_schema_for_endpoint(endpoint),
    "document": get_schema_for_endpoint(endpoint, document),
    "shapes": {each.metadata["iri"]: each.metadata["answer"]
               for each in SparqlVoidShapesLoader(endpoint).load()},
}))
"""


def test_sparql_llm_reads_the_prefixes_and_the_shape_of_each_class(
    read: Reader, server: Server
) -> None:
    addresses = (f"{server.origin}/sparql", f"{server.origin}/.well-known/void.ttl")
    told = json.loads(read("python", "-c", SPARQL_LLM, *addresses, AUTO_INIT="false"))
    assert told["prefixes"] == PREFIXES
    leads = told["described"][str(VSK.Participation)]
    assert str(VSK.Partnership) in leads[str(VSK.inPartnership)]
    assert leads[str(VSK.beganEarliest)] == [PREFIXES["xsd"] + "date"]

    def ordered(schema: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, list[str]]]:
        return {kind: {p: sorted(o) for p, o in uses.items()} for kind, uses in schema.items()}

    assert ordered(told["document"]) == ordered(told["described"])
    shape = told["shapes"][str(VSK.Participation)]
    assert "vsk:inPartnership [ vsk:Partnership ]" in shape
    assert "vsk:beganEarliest xsd:date" in shape
