"""Writes what the tokenizer of CLIP knows to src/main/resources/models: the merges that it uses, and the entities of HTML.

    pip install open_clip_torch
    python src/main/models/clip.py
"""

import gzip
import html.entities
import importlib.util
from pathlib import Path

OUT = Path(__file__).parents[1] / "resources" / "models"
USED = 49152 - 256 - 2


def main():
    source = Path(importlib.util.find_spec("open_clip").origin).parent / "bpe_simple_vocab_16e6.txt.gz"
    lines = gzip.open(source, "rt", encoding="utf-8").read().split("\n")
    (OUT / "clip-merges.txt").write_text("\n".join(lines[1 : USED + 1]) + "\n", encoding="utf-8")
    entities = sorted(html.entities.html5.items())
    # As escapes, for some of them are spaces, and line breaks.
    text = "".join("%s %s\n" % (name, " ".join("%x" % ord(c) for c in chars)) for name, chars in entities)
    (OUT / "html-entities.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
