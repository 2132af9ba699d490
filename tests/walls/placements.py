"""Hostile texts in every place that Markdown has for a text, made by combination."""

from collections.abc import Iterator
from itertools import product

from tests.site.payloads import BLOCKS, LINES

RUN = "alert(1)"

ELEMENTS = (
    "<script>RUN</script>",
    "<img src=x onerror=RUN>",
    "<IMG SRC=x ONERROR=RUN//",
    "<svg/onload=RUN>",
    "<svg><script>RUN</script></svg>",
    "<svg><style><img src=x onerror=RUN></style></svg>",
    "<svg></p><style><a id='</style><img src=x onerror=RUN>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img onerror=RUN&gt;'>",
    "<math><annotation-xml encoding='text/html'><img src=x onerror=RUN></annotation-xml></math>",
    "<noscript><p title='</noscript><img src=x onerror=RUN>'></noscript>",
    "<template><script>RUN</script></template>",
    "<select><option><img src=x onerror=RUN></select>",
    "<textarea><img title='</textarea><img src=x onerror=RUN>'></textarea>",
    "<title><a title='</title><img src=x onerror=RUN>'></title>",
    "<xmp><a title='</xmp><img src=x onerror=RUN>'></xmp>",
    "<plaintext><img src=x onerror=RUN>",
    "<details open ontoggle=RUN>",
    "<body onload=RUN>",
    "<iframe srcdoc='&lt;script&gt;RUN&lt;/script&gt;'></iframe>",
    "<a href='javascript:RUN'>go</a>",
    "<a href=jav&#x09;ascript:RUN>go</a>",
    "<sub onclick=RUN>x</sub>",
    "<abbr title='x' onclick=RUN>x</abbr>",
    '<abbr title="x`" onclick=RUN>x</abbr>',
    "<div markdown=1 onclick=RUN>x</div>",
    "<form action=javascript:RUN><input type=submit>",
    "<base href=//elsewhere.invalid/>",
    "<meta http-equiv=refresh content='0;url=javascript:RUN'>",
    "<link rel=stylesheet href=//elsewhere.invalid/x.css>",
    "<object data=javascript:RUN></object>",
    "<x-y onclick=RUN>x</x-y>",
    '<https://a.b/"onmouseover=RUN>',
    "<mailto:x onclick=RUN>",
    "<mailto:x>",
    "<a@b onclick=RUN>",
    "<!--><img src=x onerror=RUN>-->",
    "<!-- --!><img src=x onerror=RUN>",
    "<![CDATA[><img src=x onerror=RUN>]]>",
    "<?x ><img src=x onerror=RUN>?>",
    "<!x '><img src=x onerror=RUN>'>",
    "</p onclick=RUN><img src=x onerror=RUN>",
    "<\x02img src=x onerror=RUN>",
    "<im\x03g src=x onerror=RUN>",
    "<im\x00g src=x onerror=RUN>",
    "\x02wzxhzdk:0\x03<img src=x onerror=RUN>\x02klzzwxh:0\x03",
    "klzzwxh:0 wzxhzdk:0 <img src=x onerror=RUN>",
    "&lt;img src=x onerror=RUN&gt;",
    "\\<img src=x onerror=RUN>",
    "\\\\<img src=x onerror=RUN\\>",
)
"""Markup that runs, loads or changes what a page is."""

ADDRESSES = (
    "javascript:RUN",
    "JaVaScRiPt:RUN",
    "javascript&#58;RUN",
    "javascript&colon;RUN",
    "&#106;avascript:RUN",
    "java\tscript:RUN",
    "java\\script:RUN",
    "java\x02script:RUN",
    "<javascript:RUN>",
    "<java\nscript:RUN>",
    "\x01javascript:RUN",
    "vbscript:RUN",
    "data:text/html;base64,PHNjcmlwdD4=",
    "//elsewhere.invalid/",
    "file:///etc/passwd",
    "https:javascript:RUN",
    "../../etc/passwd",
    'x" onclick="RUN',
)
"""Where no link may lead."""

LINKS = (
    "[a](ADDRESS)",
    "[a]( ADDRESS 'title')",
    "[a\\]](ADDRESS)",
    "[[a](https://b.c)](ADDRESS)",
    "[[a]](ADDRESS)(ADDRESS)",
    "[![a](https://b.c/d.png)](ADDRESS)",
    "![a](ADDRESS)",
    "[`a`](ADDRESS)",
    "[a`](ADDRESS)`](ADDRESS)",
    "[a]\x02(ADDRESS)",
    "[a][x] [x]\n\n[x]: ADDRESS",
    "[a][x]\n\n[x]:\nADDRESS\n'title'",
    "[a][x]\n\n[\nx]: ADDRESS",
    "[x]\n\n> [x]: ADDRESS",
    "[x]\n\n- [x]: ADDRESS",
    "[a][^x] [^x]\n\n[^x]: ADDRESS",
    "[a][^x] [^x]\n\n[^x]:\n    ADDRESS (title)",
    "[^y] [x]\n\n[^y]: [x]: ADDRESS",
    "<ADDRESS>",
)
"""Ways of giving an address."""

PICTURES = (
    "![a](https://elsewhere.invalid/x.png)",
    "!![a](https://elsewhere.invalid/x.png)",
    "\\\\![a](https://elsewhere.invalid/x.png)",
    "[!](javascript:RUN)[b](https://elsewhere.invalid/x.png)",
    "!<b></b>[b](https://elsewhere.invalid/x.png)",
    "!\x03[b](https://elsewhere.invalid/x.png)",
    "![a][x]\n\n[x]: https://elsewhere.invalid/x.png",
    "![x]\n\n[x]: https://elsewhere.invalid/x.png",
    "![^x]\n\n[^x]: https://elsewhere.invalid/x.png",
)
"""Ways of loading a picture."""

ATTRIBUTES = (
    "here{: onclick=RUN }",
    "*here*{ onclick=RUN }",
    "[a](https://b.c){:onclick=RUN}",
    "here\n{: onclick='RUN' .x }",
    "here\\\\{: onclick=RUN }",
    "*here*\\\\{: onclick=RUN }",
    "{@onclick=RUN} here",
    '*here*{: onclick="RUN" title="}" }',
    "## here {: onclick=RUN }",
    "| a |\n|---|\n| b { onclick=RUN } |",
    "``` { .x onclick=RUN }\ncode\n```",
    '!!! note onclick "RUN"\n    text',
    "/// html | div[onclick='RUN']\ntext\n///",
    "- /// html | img[onerror='RUN']\n  ///",
    "/// note | <img src=x onerror=RUN>\n///",
)
"""Ways of setting an attribute with no tag."""

CUTS = (
    "<svg><!--</svg>X",
    '<svg><a title="</svg>X">',
    "<style><a title='</style>X'></style>",
    "<scr<script></script>ipt>X</script>",
    "<<script></script>X",
    "<!-- `-->X`",
    "`<svg>`X`</svg>`",
    "<svg> ` </svg>X ` x",
    "`a <svg>\n\n` X </svg>",
    "``X` a``",
    "\\`X`",
    "`\\`X`",
    "```\nX\n\n~~~\n```",
    '[a](https://b.c "`")X`',
    '<abbr title="`">X</abbr>`',
    "<code>`</code>X`",
    "<pre><code>`X</code></pre>`",
    "[X](https://b.c)",
    "**X**",
    "_a_X_b_",
    "a\\\nX",
    "X <b>X",
)
"""Texts that cut through what stands in them."""

CONTEXTS = (
    "X",
    "word X word",
    "  X",
    "    X",
    "\tX",
    "text\n    X",
    "text\n\n    X\n\ntext",
    "- X",
    "- a\n\n    X",
    "- a\n\n        X",
    "1. X\n2. X",
    "> X",
    "> > X\nX",
    "> - X\n>\n>     X",
    "| a | b |\n|---|---|\n| X | `X` |",
    "| X |\n|:-:|\n| a |",
    "# X",
    "## X #",
    "X\n===",
    "X\n---",
    "`X`",
    "`` X ``",
    "a ` X",
    "```\nX\n```",
    "```html\nX\n\nX\n```",
    "~~~\nX\n~~~",
    "~~~\n```\nX\n~~~\n```",
    "```\nX",
    "    ```\n    X\n    ```",
    "- ```\n  X\n  ```",
    "> ```\n> X\n> ```",
    "*X*",
    "***X* a**",
    "[X](https://a.b)",
    "[X][x]\n\n[x]: https://a.b",
    '[a](https://a.b "X")',
    "[a](https://a.b 'X')",
    "[a](X)",
    "[a](<X>)",
    '[a][x]\n\n[x]: https://a.b "X"',
    "[a][x]\n\n[x]: https://a.b\n  (X)",
    "[x]: X\n\n[x]",
    "![X](https://a.b/c.png)",
    "![a](https://a.b/c.png)X",
    "!X",
    "<X>",
    "<https://a.b/X>",
    "a[^1]\n\n[^1]: X",
    "a[^1]\n\n[^1]:\n    X\n\n    X",
    "a[^X]\n\n[^X]: b",
    "Term X\n: X",
    "*[X]: X\n\nX",
    "HTML\n\n*[HTML]: X",
    "[[X]] [[a|X]]",
    "<sub>X</sub>",
    '<abbr title="X">X</abbr>',
    "<pre><code>X</code></pre>",
    "<div markdown>\n\nX\n\n</div>",
    "!!! note\n    X",
    '===! "X"\n    X',
    "a\\\nX  \nb",
    "X\n\nX",
    "\r\rX\r",
    "\x0cX\x0b",
    "\u2028X\u0085",
)
"""Places of a body."""


def payloads() -> list[str]:
    """Every hostile text, by itself."""
    links = [link.replace("ADDRESS", address) for link, address in product(LINKS, ADDRESSES)]
    known = [payload.text for payload in (*LINES, *BLOCKS)]
    every = [*ELEMENTS, *links, *PICTURES, *ATTRIBUTES, *known]
    return [text.replace("RUN", RUN) for text in dict.fromkeys(every)]


def placements(step: int = 1) -> Iterator[str]:
    """Every hostile text in every place, cut by nothing and by each of `CUTS`.

    With a `step`, one of so many, spread evenly over all.
    """
    shapes = [context.replace("X", cut) for cut, context in product(("X", *CUTS), CONTEXTS)]
    hostile = payloads()
    for number in range(0, len(shapes) * len(hostile), step):
        shape, text = divmod(number, len(hostile))
        yield shapes[shape].replace("X", hostile[text])
