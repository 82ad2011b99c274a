"""The vocabulary, its schemes, shapes and examples, as files; this module only finds them."""

from importlib.resources import files
from pathlib import Path

ROOT = Path(str(files("ontology")))
SCHEMES = ROOT / "schemes"
SHAPES = ROOT / "shapes"
EXAMPLES = ROOT / "examples"
