"""``venskab evidence check`` and ``venskab import municipalities``, as a person runs them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import graph
from tests.api.cli import command_line as venskab
from tests.shared import shared

REFERENCE = Path(graph.__file__).parent / "data" / "reference"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


def test_a_line_a_claim_and_none_missing(home: Path) -> None:
    done = venskab.run("evidence", "check", "--documents", shared("documents"), "--home", home)
    assert done.returncode == 0, done.stderr
    *claims, counts = done.stdout.splitlines()
    assert len(claims) > 140
    found = [claim for claim in claims if claim.endswith("\tfound")]
    untold = [claim for claim in claims if claim.endswith("\t\ttext not at hand")]
    assert all(claim.count("\t") == 4 for claim in claims)
    assert len(claims) == len(found) + len(untold)
    assert {claim.split("\t")[3] for claim in found} == {
        "kujalleq-aarhus-2016.txt",
        "sermersooq-aalborg-2019.txt",
    }
    assert counts == (
        f"{len(claims)} claims, {len(found)} found, {len(untold)} with no text at hand, 0 missing"
    )
    main = "Main agreement on twinning, Sermersooq and Aalborg, December 2019"
    replaced = f"{main}\treplaces\terstatter aftale af 12. august 2015\t"
    assert f"{replaced}sermersooq-aalborg-2019.txt\tfound" in claims


def test_in_danish_by_the_locale_or_by_asking(home: Path) -> None:
    words = ("evidence", "check", "--documents", shared("documents"), "--home", home)
    by_locale = venskab.run(*words, lang="da_DK.UTF-8")
    asked = venskab.run(*words, "--lang", "da")
    assert by_locale.stdout == asked.stdout
    assert asked.stdout.rstrip().endswith("uden teksten ved hånden, 0 mangler")
    assert "\terstatter\terstatter aftale af 12. august 2015\t" in asked.stdout


def test_an_altered_document_is_told_and_fails(home: Path, tmp_path: Path) -> None:
    for document in shared("documents").glob("*.txt"):
        shutil.copyfile(document, tmp_path / document.name)
    altered = tmp_path / "kujalleq-aarhus-2016.txt"
    text = altered.read_text(encoding="utf-8")
    altered.write_text(text.replace("næste 4 år", "næste 5 år"), encoding="utf-8")
    done = venskab.run("evidence", "check", "--documents", tmp_path, "--home", home)
    assert done.returncode == 1
    *claims, counts = done.stdout.splitlines()
    differing = [claim for claim in claims if claim.endswith("checksum of the document differs")]
    assert len(differing) == sum("kujalleq-aarhus-2016.txt" in claim for claim in claims) > 50
    assert counts.endswith(f"{len(differing)} missing"), counts


def test_a_folder_without_the_documents(home: Path, tmp_path: Path) -> None:
    done = venskab.run("evidence", "check", "--documents", tmp_path, "--home", home)
    assert done.returncode == 1
    assert " 0 found, " in done.stdout.splitlines()[-1]


def test_what_cannot_be_used_is_one_sentence_and_exit_2(home: Path, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    done = venskab.run("evidence", "check", "--documents", nowhere, "--home", home)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"{nowhere}: there is no such folder.\n"
    done = venskab.run("evidence", "check", "--documents", tmp_path, "--home", home, "--lang", "kl")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "'kl' is not a language here. Take --lang da or en.\n"


def test_importing_gives_the_shipped_files(tmp_path: Path) -> None:
    done = venskab.run("import", "municipalities", "--data", shared("data"), "--out", tmp_path)
    assert done.returncode == 0, done.stderr
    files = [Path(line) for line in done.stdout.splitlines()]
    assert [file.name for file in files] == ["municipalities-dk.trig", "municipalities-gl.trig"]
    for file in files:
        assert file.read_bytes() == (REFERENCE / file.name).read_bytes()


def test_importing_from_nowhere(tmp_path: Path) -> None:
    done = venskab.run(
        "import", "municipalities", "--data", tmp_path / "no", "--out", tmp_path / "out"
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "dk_gl.csv: cannot be read: No such file or directory.\n" in done.stderr
    assert not (tmp_path / "out").exists()


def test_words_are_located_in_a_file_or_in_a_source(home: Path) -> None:
    text = shared("documents") / "sermersooq-aalborg-2019.txt"
    done = venskab.run("evidence", "locate", "Revurderes  i august 2024", text)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == "characters 1349 to 1373, line 22: revurderes i august 2024\n"
    asked = ("evidence", "locate", "revurderes i august 2024", "sermersooq-aalborg-2019")
    of_source = (*asked, "--home", home, "--documents", text.parent)
    assert venskab.run(*of_source).stdout == done.stdout
    selector = json.loads(venskab.run(*of_source, "--format", "json").stdout)
    (place,) = selector["found"]
    assert place["selector"][1] == {"type": "TextPositionSelector", "start": 1349, "end": 1373}
    untold = venskab.run(*asked, "--home", home)
    assert untold.returncode == 2
    assert (
        "its text is not at hand. Name the folder that it is in with --documents" in untold.stderr
    )


def test_words_that_are_not_there_are_answered_with_the_nearest(home: Path) -> None:
    text = shared("documents") / "sermersooq-aalborg-2019.txt"
    done = venskab.run("evidence", "locate", "revideres i august 2024", text, "--lang", "da")
    assert done.returncode == 1
    assert done.stdout == (
        "Ordene står der ikke. Det, der ligner dem mest (91 %):\n"
        "tegn 1349 til 1373, linje 22: revurderes i august 2024\n"
    )
    none = venskab.run("evidence", "locate", "ord", "nowhere.txt", "--home", home)
    assert none.returncode == 2
    assert none.stderr.startswith("There is no file and no source 'nowhere.txt'. ")
