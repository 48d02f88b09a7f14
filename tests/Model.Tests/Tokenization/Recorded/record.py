#!/usr/bin/env python3
"""Writes text-repair.json: damaged texts and what ftfy 6.3.1 makes of them.

    pip install ftfy==6.3.1 && python3 record.py > text-repair.json

The sentences are this repository's own; damage is done with a fixed seed. A text is kept as UTF-16 units, so that lone surrogates survive.
"""
import json
import random
import re

import ftfy

SENTENCES = [
    "a person opening a café door", "l’été à la plage, déjà vu", "Größe und Maß für die Straße", "el niño pequeño sueña mañana",
    "não há pão às três", "żółta łódź płynie szybko", "příliš žluťoučký kůň", "човек отваря врата", "людина біжить вулицею",
    "ο άνθρωπος ανοίγει την πόρτα", "kapıyı açan bir kişi, İstanbul’da", "cilvēks atver durvis, šķiņķis", "žmogus atidaro duris ąčęėįšųūž",
    "人が戸を開ける", "一个人打开门", "사람이 문을 연다", "एक आदमी दरवाज़ा खोलता है", "رجل يفتح الباب", "איש פותח דלת", "“quoted” — ‘single’… 10 °C",
    "☃ snow ✔ done 🏃‍♀️ runs", "price: €5, £3, ¥7", "½ cup ± 2² × 3", "Ünïcödé straße", "ﬁlm ﬂow oﬃce Ǆ ŉ", "Ｆｕｌｌ ｗｉｄｔｈ １２３ ｶﾀｶﾅ",
    "cafe\u0301 n\u0303 o\u0308\u0304 \u1112\u1161\u11ab", "&lt;b&gt; &amp;amp; &eacute; &EACUTE; &hellip;", "&#233;&#xe9; &#0; &#128; &nosuch; AT&T",
    "<b>&eacute;</b>", "line\r\nbreak\u2028para\x85end", "bell\x07 \x1b[31mred\x1b[0m \ufeffbom", "plain ascii text, nothing to do",
]
ENCODINGS = ["latin-1", "sloppy-windows-1252", "sloppy-windows-1251", "sloppy-windows-1250", "sloppy-windows-1253", "sloppy-windows-1254",
             "sloppy-windows-1257", "iso-8859-2", "macroman", "cp437"]


def read_wrongly(text, encoding):
    return text.encode("utf-8").decode(encoding)


def damaged(rng):
    for sentence in SENTENCES:
        yield sentence
        for encoding in ENCODINGS:
            once = read_wrongly(sentence, encoding)
            yield once
            if rng.random() < 0.3:
                yield read_wrongly(once, rng.choice(ENCODINGS))
            if rng.random() < 0.3:
                yield once.replace("\xa0", " ")
            if rng.random() < 0.3:
                yield re.sub("[\x80-\x9f]", "\ufffd", once)
            if rng.random() < 0.2:
                yield re.sub("[\x80-\x9f]", "?", once)
            if rng.random() < 0.2:
                yield rng.choice(SENTENCES) + " " + once
            if rng.random() < 0.2:
                at = rng.randrange(len(once))
                yield once[:at] + chr(rng.choice([0x20, 0x1A, 0xFFFD, 0xD83D, 0x3F, 0xA0, 0xC3])) + once[at + 1:]


def units(text):
    data = text.encode("utf-16-le", "surrogatepass")
    return [int.from_bytes(data[i:i + 2], "little") for i in range(0, len(data), 2)]


def main():
    rng = random.Random(31)
    rows = [{"text": units(text), "repaired": units(ftfy.fix_text(text))} for text in dict.fromkeys(damaged(rng))]
    print("[\n" + ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows) + "\n]")


if __name__ == "__main__":
    main()
