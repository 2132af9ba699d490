"""Hostile texts: each says so when it runs, by its name, in a browser that lets it."""

from dataclasses import dataclass

ELSEWHERE = "https://elsewhere.invalid"
"""A host that no page may ask."""


@dataclass(frozen=True, kw_only=True)
class Payload:
    """A text that does harm where it is taken for markup."""

    name: str
    text: str
    """With `RUN` where the script goes."""
    runs: bool = True
    """Whether it runs a script; the others load something, or change what a page is."""

    @property
    def hostile(self) -> str:
        """The text with a script that leaves the payload's name."""
        return self.text.replace("RUN", f"ran.{self.name}()")


def _payload(name: str, text: str, *, runs: bool = True) -> Payload:
    return Payload(name=name, text=text, runs=runs)


LINES = (
    _payload("script", "<script>RUN</script>"),
    _payload("scriptcase", "<ScRiPt >RUN</sCrIpT >"),
    _payload("nested", "<scr<script>ipt>RUN</script>", runs=False),
    _payload("image", "<img src=x onerror=RUN>"),
    _payload("imageslash", "<img/src/onerror=RUN//>"),
    _payload("svg", "<svg onload=RUN>"),
    _payload("svgscript", "<svg><script>RUN</script></svg>"),
    _payload("svglink", "<svg><a xlink:href=javascript:RUN><text y=20>go</text></a></svg>"),
    _payload("toggle", "<details open ontoggle=RUN>more</details>"),
    _payload("focus", "<input autofocus onfocus=RUN>"),
    _payload("tabindex", "<b tabindex=0 onfocus=RUN>here</b>"),
    _payload("hover", "<b onmouseover=RUN>here</b>"),
    _payload("pointer", "<b onpointerenter=RUN>here</b>"),
    _payload("click", "<b onclick=RUN>here</b>"),
    _payload("href", '<a href="javascript:RUN">here</a>'),
    _payload("hreftab", '<a href="java&#9;script:RUN">here</a>'),
    _payload("hrefcolon", '<a href="javascript&colon;RUN">here</a>'),
    _payload("link", "[here](javascript:RUN)"),
    _payload("linkentity", "[here](javascript&#58;RUN)"),
    _payload("linkcase", "[here](JaVaScRiPt:RUN)"),
    _payload("linkangle", "[here](<javascript:RUN>)"),
    _payload("frame", '<iframe srcdoc="<script>parent.RUN</script>"></iframe>'),
    _payload("framehref", '<iframe src="javascript:parent.RUN"></iframe>'),
    _payload("form", '<form action="javascript:RUN"><button>go</button></form>'),
    _payload("button", '<form><button formaction="javascript:RUN">go</button></form>'),
    _payload("style", "<style onload=RUN></style>"),
    _payload("media", "<video><source onerror=RUN></video>"),
    _payload("titleend", "</title><script>RUN</script>"),
    _payload("scriptend", "</script><script>RUN</script>"),
    _payload("quote", '"><img src=x onerror=RUN>'),
    _payload("apostrophe", "'><img src=x onerror=RUN>"),
    _payload("comment", "--><img src=x onerror=RUN>"),
    _payload("textarea", "</textarea><img src=x onerror=RUN>"),
    _payload("noscript", '<noscript><p title="</noscript><img src=x onerror=RUN>">'),
    _payload("mathstyle", '<math><mi><style><img title="</style><img src=x onerror=RUN>">'),
    _payload("attributes", "here{: onclick=RUN }", runs=False),
    _payload("escaped", "&lt;img src=x onerror=RUN&gt;", runs=False),
    _payload("data", "[here](data:text/html,<script>RUN</script>)", runs=False),
    _payload("vbscript", "[here](vbscript:RUN)", runs=False),
    _payload("autolink", "<javascript:RUN>", runs=False),
    _payload("template", "{{ 191 * 7 }}{% include 'main.html' %}${191*7}", runs=False),
    _payload("refresh", f"<meta http-equiv=refresh content='9;url={ELSEWHERE}/'>", runs=False),
    _payload("base", f"<base href={ELSEWHERE}/>", runs=False),
    _payload("sheet", f"<link rel=stylesheet href={ELSEWHERE}/a.css>", runs=False),
    _payload("remote", f"<img src={ELSEWHERE}/a.png>", runs=False),
    _payload("remotemark", f"![a]({ELSEWHERE}/b.png)", runs=False),
    _payload("background", f"<b style=background:url({ELSEWHERE}/c.png)>here</b>", runs=False),
    _payload("import", f"<style>@import '{ELSEWHERE}/d.css'</style>", runs=False),
    _payload("object", f"<object data={ELSEWHERE}/e.html></object>", runs=False),
    _payload("embed", f"<embed src={ELSEWHERE}/f.html>", runs=False),
    _payload("fence", "---", runs=False),
    _payload("pipes", "a | b || c [d] (e) # f * g _h_ `i`", runs=False),
)
"""Texts of one line, for every field."""

BLOCKS = (
    _payload("definition", "[here][x]\n\n[x]: javascript:RUN"),
    _payload("block", "<div onclick=RUN>\n\nhere\n\n</div>"),
    _payload("declaration", "<!DOCTYPE x [<!ENTITY y '<script>RUN</script>'>]>", runs=False),
    _payload("instruction", "<?php RUN ?>", runs=False),
    _payload("cdata", "<![CDATA[<script>RUN</script>]]>", runs=False),
    _payload("listattributes", "- here\n{: onmouseover=RUN }", runs=False),
)
"""Texts that only a body can hold."""
