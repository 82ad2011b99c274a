"""What licences are called, and citations of releases under any of them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
import yaml
from datacite import schema45

from graph.ledger import Release
from graph.licenses import DEFAULT, short_name, spdx
from graph.releases.citation import Citation

OWN = "https://example.org/licence"
NAMES = [
    (DEFAULT, "CC BY 4.0", "CC-BY-4.0"),
    ("https://creativecommons.org/licenses/by-sa/3.0", "CC BY-SA 3.0", "CC-BY-SA-3.0"),
    ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0", "CC0-1.0"),
    (OWN, OWN, ""),
]


@pytest.mark.parametrize(("iri", "name", "code"), NAMES)
def test_a_licence_has_a_name_and_the_code_of_spdx(iri: str, name: str, code: str) -> None:
    assert (short_name(iri), spdx(iri)) == (name, code)


@pytest.mark.parametrize(("iri", "name", "code"), NAMES)
def test_a_citation_names_the_licence(iri: str, name: str, code: str) -> None:
    when = datetime(2026, 1, 2, tzinfo=UTC)
    release = Release("1.1", "", when, "test", 3, "ab" * 32, 5, 100, 12_345, None)
    citation = Citation(release, licence=iri)
    told = yaml.safe_load(citation.cff())
    assert (told.get("license"), told.get("license-url")) == ((code, None) if code else (None, iri))
    datacite = json.loads(citation.datacite())
    assert not list(schema45.validator.iter_errors(datacite))
    assert datacite["rightsList"][0]["rightsUri"] == iri
    assert datacite["rightsList"][0].get("rightsIdentifier", "") == code
