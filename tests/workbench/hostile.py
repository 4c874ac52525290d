"""Articles that try to be more than words. Made by code; each is a whole article as bytes.

``MARK`` stands in every name of an element or attribute that they try to smuggle in, so that whatever of theirs comes
alive in a page can be told from what is ours.
"""

MARK = "pwned"
SUM = "1337"  # what 7 * 191 comes to, should anybody reckon it
STORY = "A ferry with 84 passengers ran aground near Lundvik on Sunday, harbour master Ada Holm said."

_MARKUP = (
    f"<{MARK}-tag {MARK}=1>x</{MARK}-tag>",
    f"<script class={MARK}>alert(1)</script>",
    f'<svg class={MARK} onload=alert(1)><a href="javascript:alert(1)"><circle r=9 /></a></svg>',
    f'"><img class={MARK} src=https://{MARK}.example/x.png onerror=alert(1)>',
    f"' autofocus onfocus=alert(1) {MARK}='",
    f"<a class={MARK} href=\"javascript:alert('x')\">here</a>",
    f"<form class={MARK} action=https://{MARK}.example><button>Sign in</button></form>",
    f'<iframe class={MARK} srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe>',
    f"</title></textarea></style></script><b class={MARK}>",
    f'<div class={MARK} hx-get="https://{MARK}.example" hx-trigger="load">',
    f'<base class={MARK} href="https://{MARK}.example/"><meta class={MARK} http-equiv=refresh content="0;url=//x">',
    f"<math class={MARK}><mtext><style><!--</style><img title='--><img class={MARK} onerror=alert(1)>'></mtext></math>",
    f"<!--<b class={MARK}>--><![CDATA[<b class={MARK}>]]>",
    f"&lt;b class={MARK}&gt; &amp;lt;b class={MARK}&amp;gt; &#60;b class={MARK}&#62;",
    f"<p style='background:url(https://{MARK}.example)' class={MARK}>x",
)
_TEMPLATES = ("{{ 7*191 }}", "${7*191}", "#{7*191}", "<%= 7*191 %>", "{% for x in y %}", "{{ config }}", "{# x #}")
_SIGNS = "".join(
    map(chr, (0x202E, 0x2066, 0x202D, 0x2067, 0x200B, 0x2060, 0xFEFF, 0x1B, 0x07, 0x08, 0x7F, 0x9B, 0xE0041))
)


def articles() -> dict[str, bytes]:
    """Every article by what it tries."""
    return {
        "markup in words": _plain("\n\n".join(f"{STORY} {each}" for each in _MARKUP)),
        "markup quoted": _plain("\n\n".join(f"“{each}”, harbour master Ada Holm said on Sunday." for each in _MARKUP)),
        "markup as html": _html("".join(f"<p>{STORY} {each}</p>" for each in _MARKUP)),
        "markup in the headline": _plain(STORY, headline=_MARKUP[3]),
        "templates": _plain("\n\n".join(f"{STORY} {each}" for each in _TEMPLATES), headline=_TEMPLATES[0]),
        "signs that steer": _plain(f"{STORY}\n\nHarbour{_SIGNS}master Ada{_SIGNS}Holm said {_SIGNS}84 were aboard."),
        "signs in the headline": _plain(STORY, headline=f"Ferry{_SIGNS}aground"),
        "null bytes": _plain(f"{STORY}\n\nAda\x00Holm said \x00<b class={MARK}>\x00 on Sunday."),
        "not utf-8": _plain(STORY).replace(b"Ada", b"\xff\xfe\xc0\xbcAda"),
        "one huge line": _plain(STORY + " and a ferry ran aground" * 12_000),
        "one huge word": _plain(f"{STORY}\n\n{'a' * 300_000}"),
        "a headline of a megabyte": _html(f"<p>{STORY}</p>", title=f"<b class={MARK}>" + "Ferry aground " * 75_000),
        "broken html": f"<html><body><<p>{STORY}</b></table><p <p>{STORY}<div><![endif]--".encode(),
        "deep html": _html("<div>" * 3_000 + f"<p>{STORY}</p>"),
        "entities": _html(f"<p>{STORY}</p>").replace(
            b"<html>", b'<!DOCTYPE h [<!ENTITY a "&b;&b;"><!ENTITY b "x">]><html>'
        ),
    }


def many_statements(count: int) -> bytes:
    """An article of so many sentences, each stating something of its own."""
    said = (f"Harbour master Ada Holm said on Sunday that {n} passengers left ferry {n}." for n in range(2, count + 2))
    return _plain("\n\n".join(said))


def _plain(text: str, headline: str = "Ferry ran aground") -> bytes:
    return f"{headline}\n\n{text}\n".encode("utf-8", errors="surrogatepass")


def _html(body: str, title: str = "Ferry ran aground") -> bytes:
    title = title.replace("<", "&lt;")
    body = f"<body><article><h1>{title}</h1>{body}</article></body>"
    return f"<html><head><title>{title}</title></head>{body}</html>".encode()
