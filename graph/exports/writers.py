"""Writers of the files of an export, one a file."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import IO, Final, cast

from graph.engine.base import JSONLD, TRIG, TURTLE, Format
from graph.engine.dump import Advance, convert, subjects
from graph.exports import flat_files, metadata, vocabulary_files
from graph.exports.build_inputs import DATABASE, BuildInputs
from graph.exports.geojson_points import write_places
from graph.exports.sqlite_tables import build
from graph.exports.subject import Subject
from graph.exports.table import TABLES, ExportTable
from graph.network.formats import FORMATS

Maker = Callable[[BuildInputs, Advance, Path], None]
PACKAGE: Final = f"tables/{metadata.PACKAGE}"
_GZIP_LEVEL: Final = 6
_CHUNK: Final = 1 << 20


def makers() -> Mapping[str, Maker]:
    """For each file how it is made; in the order in which they can be made."""
    return {
        # The tables are written from the database, and the package tells their hashes.
        DATABASE: _database,
        **_graphs(),
        **_tables(),
        "places.geojson": lambda work, _, out: write_places(work.database, out),
        **_networks(),
        "vocabulary.ttl": lambda _, __, out: vocabulary_files.write_vocabulary(out),
        "shapes.ttl": lambda _, __, out: vocabulary_files.write_shapes(out),
        "queries.zip": lambda _, __, out: vocabulary_files.write_queries(out),
        PACKAGE: _package,
    }


def _database(work: BuildInputs, advance: Advance, out: Path) -> None:
    source = work.by_subject
    things = (Subject(iri, said) for iri, said in subjects(source, advance))
    build(work.graphs, things, out, work.scratch)


def _graphs() -> dict[str, Maker]:
    converted = {"trig": TRIG, "ttl": TURTLE, "jsonld": JSONLD}
    found: dict[str, Maker] = {"venskab.nq.gz": _nquads}
    for suffix, form in converted.items():
        found[f"venskab.{suffix}.gz"] = partial(_converted, form)
    return found


def _nquads(work: BuildInputs, advance: Advance, out: Path) -> None:
    with work.by_graph.open("rb") as lines, _packed(out) as packed:
        while chunk := lines.read(_CHUNK):
            packed.write(chunk)
            advance(chunk.count(b"\n"))


def _converted(form: Format, work: BuildInputs, advance: Advance, out: Path) -> None:
    source = work.by_subject if form is TURTLE else work.by_graph
    with _packed(out) as packed:
        convert(source, packed, form, advance)


@contextmanager
def _packed(path: Path) -> Generator[IO[bytes]]:
    # Neither name nor time in the header: the same content gives the same bytes.
    with (
        path.open("wb") as file,
        gzip.GzipFile("", "wb", _GZIP_LEVEL, cast(IO[bytes], file), mtime=0) as packed,
    ):
        yield cast(IO[bytes], packed)


def _tables() -> dict[str, Maker]:
    found: dict[str, Maker] = {}
    for table in TABLES:
        name = f"tables/{table.name}"
        found[f"{name}.csv"] = partial(_csv, table)
        found[f"{name}.csv{metadata.BESIDE}"] = partial(_metadata, table)
        found[f"{name}.parquet"] = partial(_parquet, table)
    found[f"tables/{metadata.TOGETHER}"] = _group
    return found


def _csv(table: ExportTable, work: BuildInputs, _: Advance, out: Path) -> None:
    flat_files.write_csv(work.database, table, out)


def _parquet(table: ExportTable, work: BuildInputs, _: Advance, out: Path) -> None:
    flat_files.write_parquet(work.database, table, out)


def _metadata(table: ExportTable, _: BuildInputs, __: Advance, out: Path) -> None:
    out.write_bytes(metadata.csvw(table))


def _group(work: BuildInputs, _: Advance, out: Path) -> None:
    out.write_bytes(metadata.csvw_group(work.licence))


def _package(work: BuildInputs, _: Advance, out: Path) -> None:
    files = {name: asdict(made) for name, made in work.folder.finished.items()}
    out.write_bytes(metadata.data_package(work.dump.generation, files, work.licence))


def _networks() -> dict[str, Maker]:
    suffixes = {"network.gexf": "gexf", "network.graphml": "graphml", "network-edges.csv": "csv"}
    return {name: partial(_network, suffix) for name, suffix in suffixes.items()}


def _network(suffix: str, work: BuildInputs, _: Advance, out: Path) -> None:
    out.write_bytes(FORMATS[suffix].write(work.network))
