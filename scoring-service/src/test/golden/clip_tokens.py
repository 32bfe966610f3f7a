"""Writes what others make of some hundred prompts to src/test/resources/clip/tokens.json: rows of text and tokens.

    pip install open_clip_torch transformers
    python src/test/golden/clip_tokens.py

`both` are those on which open_clip 3.3 and Hugging Face's tokenizer agree, `openClip` those that only open_clip repairs before it
looks at them, `huggingFace` those with names of special tokens, which open_clip spells otherwise. Text that was read in the wrong
encoding is left out: open_clip guesses what it was, and the service does not.
"""

import gzip
import importlib.util
import json
import random
from pathlib import Path

import ftfy
import open_clip
from transformers import CLIPTokenizer

OUT = Path(__file__).parents[1] / "resources" / "clip" / "tokens.json"

SUBJECTS = """a photo of a cat|portrait of an elderly fisherman|a red sports car|two children's bicycles|the Eiffel Tower at dusk
|a bowl of ramen|an astronaut riding a horse|women's linen dress on a hanger|a 3d render of a teapot|hand-drawn map of Middle-earth
|cyberpunk street market|a glass bottle of perfume|close-up of a dragonfly|Gustave Doré's engraving|naïve café façade|Ötzi the Iceman
|smörgåsbord|a person holding 17 balloons|the year 2024|B&W photograph""".replace("\n", "").split("|")
STYLES = """8k, uhd, masterpiece|shot on a Canon EOS R5, f/1.8, 85mm, ISO 100|oil on canvas -- by Rembrandt van Rijn|trending on #artstation!!!
|(masterpiece:1.2), (best quality:1.4), [blurry]|studio lighting; white background|isn't it? it's they're we've I'm she'll he'd DON'T
|highly detailed; octane render, unreal engine 5|<lora:detail_tweaker:0.8>|no text, no watermark; no signature
|"quoted" 'single' `code` ~tilde~ ^hat^|snake_case and kebab-case and CamelCase|1girl, solo, long_hair, looking_at_viewer""".replace("\n", "").split("|")
ODD = [
    "", " ", "\t\n", "a", "!", "...", "?!?!?!", "Hello, WORLD!! it's 3.14 — naïve café 😀", "éàü", "é decomposed: e\u0301",
    "日本の桜の下で猫が寝ている", "一只戴着帽子的猫", "고양이 사진", "кот на диване", "قطة على أريكة", "חתול על ספה", "แมวบนโซฟา", "बिल्ली सोफे पर",
    "Γάτα ΣΤΟΝ καναπέ ΣΟΦΟΣ", "İstanbul IĞDIR ıspanak", "straße STRASSE ẞ", "ﬂuﬀy ﬁsh oﬃce", "Ｆｕｌｌ　ｗｉｄｔｈ １２３", "ｶﾀｶﾅ halfwidth",
    "“curly” ‘quotes’ it’s", "line\nbreak\r\nand\u2028more\u2029", "zero\u200bwidth\u200djoin", "non\u00a0breaking\u202fspace",
    "tab\tseparated\x0bvertical\x0cform", "control\x00\x01\x07chars\x7f", "\x1b[31mred\x1b[0m", "\ufeffbom at the start",
    "👩‍👩‍👧‍👦 family 👍🏽 thumbs 🏴‍☠️ flag 🇩🇪", "🎨🖌️", "😀😀😀😀", "a😀b", "♥☃★☆♫", "→←↑↓⇒", "½ cup ¼ tsp ²³¹", "Ⅷ Roman Ⅻ", "①②③", "٣٤٥ arabic digits",
    "x²+y²=z²", "10°C 50% $5 €10 £20 ¥30", "C++ & C# & F#", "AT&T &amp; R&amp;D", "&lt;b&gt;bold&lt;/b&gt;", "&amp;amp;lt;", "caf&eacute; &#233; &#xE9;",
    "&copy 2024 &notit; &unknown; &", "&rsquo;tis &ldquo;x&rdquo;", "&#128512; &#x1F600; &#0; &#xD800; &#x110000; &#150;", "<b>tag &eacute;</b>", "&nbsp;space&nbsp;",
    "&#99999999999999999999;", "&#x80;&#x81;", "fish &AMP chips", "a & b && c", "&lt", "&hellip;&mdash;", "&EACUTE",
    "http://example.com/a?b=c&d=e#f", "user@example.com", "C:\\path\\file.png", "{{template}} ${var} %s %d", "\\n escaped \\u00e9",
    "x" * 40, "ab" * 30, "supercalifragilisticexpialidocious", "pneumonoultramicroscopicsilicovolcanoconiosis", "aaaaaaaaaaaaaaaa", "!" * 60, "1234567890" * 9,
    "a b " * 60, "the quick brown fox jumps over the lazy dog " * 9, "😀" * 60, "漢字" * 50, "word, " * 100, "'s 't 're 've 'm 'll 'd", "'S 'T 'RE 'VE 'M 'LL 'D",
    "don't won't can't shan't o'clock rock'n'roll", "ſong ’s 'ſ", "K (Kelvin) Å (Angstrom)", "ǅungla ǆ Ĳssel ŉ", "ﬅ ligature", "\u0149t huis", "mixed кириллица and latin аnd grеek",
    "ZALGO z̸̢̛a̴̡l̵̨g̶o̷", "\u202eright to left\u202c", "soft\u00adhyphen", "private \ue000 use", "astral 𝒜𝓁𝓅𝒽𝒶 𝟘𝟙𝟚", "𠜎𠜱𠝹", "\U0001f9ff\U0001fae0 newer", "no\u2060joiner",
    "＜ｔａｇ＞", "＆ａｍｐ；", "ａ＆#101;", "a\u3000b", "\u2014dash\u2013dash\u2012", "…ellipsis…", "«guillemets» ‹single› „low“", "ʼapostrophe ʻokina", "`´¨^~",
    "１girl", "e\u0301\u0302 stacked", "각 jamo", "\u1100\u1161", "\uff9e\uff9f", "￥￡￠", "￦ ￨ ￩", "\ufffc object \ufff9anno\ufffa", "\u206a\u206f old arabic",
]
SPECIAL = ["a <|endoftext|> b", "<|startoftext|>", "one<|startoftext|>two<|endoftext|>", "<|endoftext", "|endoftext|>"]


def prompts():
    chance = random.Random(1)
    yield from ODD
    for subject in SUBJECTS:
        yield subject
        yield subject + ", " + chance.choice(STYLES)
        yield subject.upper() + ". " + chance.choice(STYLES) + ", " + chance.choice(STYLES)
    for _ in range(60):
        yield ", ".join(chance.sample(SUBJECTS + STYLES, chance.randrange(2, 9)))
    for _ in range(80):
        yield "".join(chance.choice("abcdefghijklmnopqrstuvwxyz     '-.,0123456789ABCé😀漢ß") for _ in range(chance.randrange(1, 90)))
    for _ in range(60):
        yield "".join(chr(chance.choice((chance.randrange(0x20, 0x250), chance.randrange(0x20, 0x7f)))) for _ in range(chance.randrange(1, 60)))
    for _ in range(60):
        yield "".join(chr(chance.randrange(0x250, 0xd7ff)) for _ in range(chance.randrange(1, 20)))


def hugging_face():
    lines = gzip.open(Path(importlib.util.find_spec("open_clip").origin).parent / "bpe_simple_vocab_16e6.txt.gz", "rt", encoding="utf-8")
    merges = [tuple(line.split()) for line in lines.read().split("\n")[1 : 49152 - 256 - 2 + 1]]
    ours = open_clip.tokenizer._tokenizer.encoder
    vocabulary = {name: token for name, token in ours.items() if token < 49406}
    vocabulary |= {"<|startoftext|>": 49406, "<|endoftext|>": 49407}
    return CLIPTokenizer(vocab=vocabulary, merges=merges)


def main():
    theirs = hugging_face()
    rows = {"both": [], "openClip": [], "huggingFace": []}
    guessed = 0
    for text in dict.fromkeys(prompts()):
        if ftfy.fix_encoding(text) != text:
            guessed += 1
            continue
        tokens = open_clip.tokenize([text])[0].tolist()
        tokens = tokens[: tokens.index(49407) + 1]
        other = theirs(text, truncation=True, max_length=77)["input_ids"]
        rows["both" if tokens == other else "openClip"].append([text, tokens])
    for text in SPECIAL:
        rows["huggingFace"].append([text, theirs(text, truncation=True, max_length=77)["input_ids"]])
    OUT.parent.mkdir(exist_ok=True)
    body = ",\n".join(f'"{name}": [\n' + ",\n".join(json.dumps(row, separators=(",", ":")) for row in part) + "\n]" for name, part in rows.items())
    OUT.write_text("{\n" + body + "\n}\n")
    print({name: len(part) for name, part in rows.items()}, guessed, "left out")


if __name__ == "__main__":
    main()
