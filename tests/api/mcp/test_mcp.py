"""The tools, asked by the SDK's own client over both transports, against processes of their own."""

from __future__ import annotations

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
import yaml

from queries.library import library
from tests.api.endpoint import ENDLESS, problem
from tests.api.serving import COMMAND, ROOT, Server, environment, running
from tests.shared import in_full, needs

pytestmark = needs("mcp")

# BaseLoader makes strings only, so that 2020-06-01 and on stay what was written.
TABLE: Final[list[dict[str, Any]]] = yaml.load(
    (Path(__file__).parent / "questions.yaml").read_text("utf-8"), Loader=yaml.BaseLoader
)
AGREEMENT: Final = "agreement/sermersooq-aalborg-2019"
Body = Callable[[Any], Awaitable[None]]


def over_stdio(home: Path, **settings: str) -> Any:
    from mcp import StdioServerParameters

    command, *words = (*COMMAND, "mcp", "--home", str(home))
    return StdioServerParameters(command=command, args=words, env=environment(**settings), cwd=ROOT)


def talk(source: Any, body: Body, *, mode: str = "auto") -> None:
    """Have a client talk to a server; what goes wrong in it is raised as itself."""
    from mcp import Client

    met: list[BaseException] = []

    async def main() -> None:
        async with Client(source, mode=mode) as client:
            try:
                await body(client)
            except BaseException as error:  # a task group would wrap it
                met.append(error)

    asyncio.run(main())
    if met:
        raise met[0]


async def ask(client: Any, tool: str, **arguments: Any) -> dict[str, Any]:
    """What a tool answers, after checking that its text says the same."""
    result = await client.call_tool(tool, arguments)
    document: dict[str, Any] = result.structured_content
    assert json.loads(result.content[0].text) == document
    assert result.is_error is (document["outcome"] == "refused")
    return document


async def refused(client: Any, tool: str, **arguments: Any) -> dict[str, Any]:
    document = await ask(client, tool, **arguments)
    assert (document["outcome"], document["complete"]) == ("refused", False)
    assert "rows" not in document
    found: dict[str, Any] = document["problem"]
    return found


def holds(told: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return all(str(value) in str(told.get(name, "")) for name, value in wanted.items())


@pytest.mark.parametrize("transport", ["http", "http-2025", "stdio"])
def test_twenty_questions_have_the_answer_that_is_known(
    transport: str, server: Server, home: Path
) -> None:
    async def body(client: Any) -> None:
        assert len(TABLE) == 20
        told = {each.name: each for each in (await client.list_tools()).tools}
        for each in TABLE if in_full() or transport != "http-2025" else TABLE[::4]:
            assert each["tool"] in told, each["asked"]
            document = await ask(client, each["tool"], **each["arguments"])
            if "row" not in each:
                assert (document["outcome"], document["complete"]) == ("nothing-found", True)
                continue
            fitting = [row for row in document["rows"] if holds(row["values"], each["row"])]
            assert fitting, each["asked"]
            sources = [source for row in fitting for source in row["sources"]]
            assert any(each["source"] in source["source"] for source in sources), each["asked"]
            said = [p.get("quotation", "") for source in sources for p in source["passages"]]
            assert any(each.get("quotation", "") in words for words in [*said, ""]), each["asked"]

    source = over_stdio(home) if transport == "stdio" else f"{server.origin}/mcp"
    talk(source, body, mode="legacy" if transport == "http-2025" else "auto")


def test_every_question_is_a_tool_in_both_languages_with_typed_parameters(server: Server) -> None:
    async def body(client: Any) -> None:
        told = {each.name: each for each in (await client.list_tools()).tools}
        assert {"search", "describe", "why", "who-says-so", "sparql"} <= told.keys()
        assert library().keys() <= told.keys()
        for name, tool in told.items():
            schema = tool.input_schema
            assert (tool.annotations.read_only_hint, schema["additionalProperties"]) == (
                True,
                False,
            )
            assert {"lang", "limit", "cursor"} < schema["properties"].keys(), name
            if query := library().get(name):
                names = {each.name for each in query.parameters}
                assert names <= schema["properties"].keys()
                for lang in ("da", "en"):
                    assert dict(query.title)[lang] in tool.description
                    assert str(dict(query.description)[lang]).strip() in tool.description
                for each in query.parameters:
                    if each.name != "lang":
                        about = schema["properties"][each.name]["description"]
                        assert all(dict(each.label)[lang] in about for lang in ("da", "en"))
        # What a question is about is nobody's guess.
        assert told["who-says-so"].input_schema["required"] == ["thing"]

    talk(f"{server.origin}/mcp", body)


def test_every_row_of_every_question_says_who_says_so(server: Server) -> None:
    async def body(client: Any) -> None:
        for tool in (await client.list_tools()).tools:
            needed = {
                name: tool.input_schema["properties"][name]["examples"][0]
                for name in tool.input_schema["required"]
            }
            document = await ask(client, tool.name, **needed, limit=10)
            assert document["outcome"] in ("rows", "nothing-found", "graph"), document
            if document["outcome"] == "graph":
                assert document["sources"]
            for row in document.get("rows", ()):
                for source in row["sources"]:
                    assert source["source"].startswith("https://")
                    assert source["standing"]
                counted = row["values"].get("certain", 1) or row["values"].get("possible", 1)
                assert row["sources"] or counted == 0, (tool.name, row)
                if getattr(library().get(tool.name), "rests_on", None) and counted:
                    # What it counts or names is told by sources, with their words.
                    assert any(each["passages"] for each in row["sources"]), (tool.name, row)

    talk(f"{server.origin}/mcp", body)


def test_pages_are_asked_for_and_together_hold_all(server: Server) -> None:
    async def body(client: Any) -> None:
        whole = await ask(client, "who-says-so", thing=AGREEMENT, limit=200)
        assert (whole["complete"], whole["next"]) == (True, None)
        found: list[Any] = []
        page: dict[str, Any] = {"next": ""}
        while page["next"] is not None:
            assert page.get("complete") is not True
            page = await ask(client, "who-says-so", thing=AGREEMENT, limit=20, cursor=page["next"])
            assert (page["total"], page["first"]) == (whole["total"], len(found) + 1)
            found += page["rows"]
        assert page["complete"] is True
        assert found == whole["rows"]
        begun = await ask(client, "who-says-so", thing=AGREEMENT, limit=20)
        for cursor in ("40", begun["next"].replace("20-", "20-0")[:19]):
            told = await refused(client, "who-says-so", thing=AGREEMENT, cursor=cursor)
            assert "cursor" in told["detail"]
        # One of another question leads nowhere.
        assert "cursor" in (await refused(client, "visits", cursor=begun["next"]))["detail"]

    talk(f"{server.origin}/mcp", body)


def test_nothing_found_is_told_from_not_finished_not_known_and_not_clear(server: Server) -> None:
    async def body(client: Any) -> None:
        none = await ask(client, "visits", since="1800-01-01", until="1800-12-31")
        assert (none["outcome"], none["complete"], none["rows"]) == ("nothing-found", True, [])
        gone = await refused(client, "who-says-so", thing="agreement/there-is-no-such")
        assert (gone["status"], "none ever did" in gone["detail"]) == (404, True)
        unclear = await refused(client, "describe", thing="Nuuk")
        assert "may be several things" in unclear["detail"]
        assert "locality/nuuk (Nuuk)" in unclear["advice"]
        unknown = await refused(client, "why", thing="Xyzzyqw", lang="da")
        assert unknown["detail"].endswith("Intet hedder 'Xyzzyqw'.")
        some = await ask(client, "search", text="kommune", limit=1)
        assert (some["outcome"], some["complete"]) == ("rows", False)
        yes = await ask(client, "sparql", query="ASK {}")
        assert (yes["outcome"], yes["boolean"]) == ("boolean", True)

    talk(f"{server.origin}/mcp", body)


def test_arguments_that_do_not_fit_are_named_with_what_fits(server: Server) -> None:
    async def body(client: Any) -> None:
        for tool, given, words in (
            ("visits", {"since": "last year"}, "since: 'last year' is not a day"),
            ("visits", {"country": "DK"}, "visits has no parameter 'country'"),
            ("who-says-so", {}, "The parameter thing is missing"),
            ("visits", {"limit": 1000}, "limit: '1000' cannot be"),
            ("visits", {"since": ["2016-01-01"]}, "since is neither a text nor a number"),
            ("why", {"thing": AGREEMENT, "on": "2020-02-30"}, "on is not a day"),
            ("search", {"text": "Nuuk", "type": "town"}, "There is no type 'town'"),
        ):
            told = await refused(client, tool, **given)
            assert words in told["detail"], told
            assert told["advice"]

    talk(f"{server.origin}/mcp", body)


def test_the_limits_are_those_of_the_endpoint_and_nothing_is_changed(server: Server) -> None:
    async def body(client: Any) -> None:
        for query, status, words in (
            (ENDLESS, 504, "did not end within 0.5 s"),
            ("INSERT DATA { <a:b> <a:b> <a:b> }", 400, ""),
            ("SELECT * { << ?s ?p ?o >> ?q ?r }", 400, "RDF 1.2"),
            ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 400, "SERVICE"),
            ("SELECT * { ?s ?p ?o } LIMIT 40000", 507, "bytes, more than a tool gives"),
            ("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 6000", 507, "nothing of it is given"),
        ):
            seconds = 0.5 if query is ENDLESS else 30
            told = await refused(client, "sparql", query=query, seconds=seconds)
            assert told["status"] == status, told
            assert words in told["detail"], told

    talk(f"{server.origin}/mcp", body)


def test_the_vocabulary_and_the_examples_can_be_read(server: Server) -> None:
    from mcp import MCPError

    async def body(client: Any) -> None:
        listed = {str(each.uri): each for each in (await client.list_resources()).resources}
        assert {"venskab://ontology", "venskab://concept/event-kind", "venskab://queries"} <= {
            *listed
        }
        assert any(uri.startswith("venskab://ontology/examples/") for uri in listed)
        templates = (await client.list_resource_templates()).resource_templates
        assert [each.uri_template for each in templates] == ["venskab://queries/{name}"]
        for uri, words in (
            ("venskab://ontology", "vsk:Agreement"),
            ("venskab://queries", "sh:SPARQLExecutable"),
            ("venskab://queries/visits", "SELECT"),
        ):
            assert words in (await client.read_resource(uri)).contents[0].text
        with pytest.raises(MCPError, match="There is no text"):
            await client.read_resource("venskab://concept/nothing")

    talk(f"{server.origin}/mcp", body)


def test_the_session_of_the_documentation_is_as_it_says(server: Server) -> None:
    text = (ROOT / "docs/how-to/assistants.md").read_text("utf-8")
    found = re.search(r"```python\n(.*?)\n```\n\n```\n(.*?)\n```", text, re.DOTALL)
    assert found
    code = found[1].replace("http://127.0.0.1:8000", server.origin)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout.strip() == found[2]


# The door


def call(client: httpx.Client, method: str = "tools/list", **headers: str) -> httpx.Response:
    body = {"jsonrpc": "2.0", "id": 1, "method": method}
    return client.post("/mcp", json=body, headers={"Accept": "application/json"} | headers)


def test_a_page_of_another_site_is_refused_and_one_of_ours_is_not(client: httpx.Client) -> None:
    own = str(client.base_url).rstrip("/")
    for origin in ("", own, "http://localhost:6274"):
        answer = call(client, **({"Origin": origin} if origin else {}))
        assert answer.status_code == 200, answer.text
        assert len(answer.json()["result"]["tools"]) > len(library())
    for origin in ("https://example.org", "null", own.replace("127.0.0.1", "127.0.0.1.nip.io")):
        assert problem(call(client, Origin=origin), 403)["advice"]
    problem(call(client, Host="rebound.example"), 421)
    assert client.get("/mcp").headers["allow"] == "OPTIONS, POST"
    assert client.post(
        "/mcp", content=b"{" * 9, headers={"Content-Type": "application/json"}
    ).status_code in (400, 406)


def test_the_past_can_be_asked_and_a_body_too_large_is_refused(client: httpx.Client) -> None:
    body = {
        "jsonrpc": "2.0", "id": 1, "method": "tools/call",
        "params": {"name": "search", "arguments": {"text": "Nuuk"}},
    }  # fmt: skip
    accept = {"Accept": "application/json"}
    answer = client.post("/mcp?as_of=1", json=body, headers=accept)
    assert answer.headers["memento-datetime"]
    assert answer.json()["result"]["structuredContent"]["outcome"] == "rows"
    problem(client.post("/mcp?as_of=1700-01-01", json=body, headers=accept), 404)
    assert client.post("/mcp", json=body | {"more": "x" * 300_000}).status_code == 413


def test_an_assistant_that_hangs_up_ends_the_command(small_home: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "mcp", "--home", str(small_home)],
        cwd=ROOT, env=environment(), input="", capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_neither_the_command_nor_the_server_imports_the_sdk_before_it_is_asked() -> None:
    code = "import sys, api.app, api.cli.main, api.cli.serve_command, api.cli.mcp_command; "
    code += "print(sorted({'mcp', 'mcp_types', 'httpx2', 'sse_starlette'} & {*sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_without_the_sdk_it_says_what_to_install_and_asking_counts(
    small_home: Path, tmp_path: Path
) -> None:
    (tmp_path / "mcp_types.py").write_text(
        "raise ModuleNotFoundError('No module named mcp_types', name='mcp_types')\n"
    )
    done = subprocess.run(
        [*COMMAND, "mcp", "--home", str(small_home)],
        cwd=ROOT, env=environment(PYTHONPATH=str(tmp_path)), input="", capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    sentence = "This needs the library mcp_types, which is not installed. Install venskab[mcp]."
    assert (done.returncode, done.stderr) == (2, sentence + "\n")
    with (
        running(small_home, PYTHONPATH=str(tmp_path), VENSKAB_REQUESTS_PER_MINUTE="1") as server,
        httpx.Client(base_url=server.origin, timeout=60, trust_env=False) as client,
    ):
        assert problem(call(client), 501)["advice"] == "Install venskab[mcp]."
        assert problem(call(client), 429)["limit"] == "requests", "it counts as any request"


def test_llms_txt_leads_to_what_serves_an_assistant(client: httpx.Client) -> None:
    for lang, heading in (("en", "For assistants"), ("da", "Til assistenter")):
        answer = client.get("/llms.txt", params={"lang": lang})
        assert answer.headers["content-type"].startswith("text/markdown")
        assert f"## {heading}" in answer.text
        found = re.findall(r"\]\((http[^)]+)\)", answer.text)
        assert {"mcp", "queries", "openapi.json"} <= {each.rpartition("/")[2] for each in found}
        # The guide is a folder of files, which says so in its own way.
        assert {client.options(each).status_code for each in found} == {204, 405}
