"""A record that tests of several doors try."""

from __future__ import annotations

from typing import Final

# The publisher's name is misspelt; all else is as it should be.
MISSPELT: Final = """source:
  name: prove
  title: {da: Prøve}
  source kind: official
  language: da
  publisher: Aarhus Komune
  published: 2020-01-02
partnership:
  name: aarhus-nuuk
  says: Aarhus og Nuuk er venskabsbyer
  kind: twinning
  parties: {is: [Aarhus Kommune, Nuuk], says: Aarhus og Nuuk}
"""
