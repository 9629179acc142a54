/** How minutes look on a screen and on paper: black on white, in a dark room white on black, nothing that distracts. */
export const MINUTES_STYLE = `
:root { color-scheme: light dark; --ink: #16181d; --soft: #4a4f5a; --line: #c9cdd4; --paper: #fff; --mark: #8a5a00;
  font: 1rem/1.55 "Source Serif 4", Georgia, "DejaVu Serif", serif }
@media (prefers-color-scheme: dark) { :root { --ink: #f2f3f5; --soft: #bcc1cb; --line: #4b505b; --paper: #15171b; --mark: #f0b849 } }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: anywhere }
main { max-width: 46rem; margin: 0 auto; padding: clamp(1.25rem, 5vw, 4rem) clamp(1rem, 5vw, 3rem) 5rem }
h1, h2, h3, h4, p, dl, ul, ol { margin: 0 }
h1 { font-size: 2rem; line-height: 1.2; font-weight: 600 }
h2 { font-size: 1.25rem; line-height: 1.3; margin-top: 2.75rem; padding-bottom: .35rem; border-bottom: 1px solid var(--ink); font-weight: 600 }
h3 { font-size: 1.08rem; margin-top: 2rem; font-weight: 600 }
h4 { font-size: .95rem; margin-top: 1.4rem; color: var(--soft); font-weight: 600 }
p, dl, ul, ol, .wide { margin-top: .75rem }
h1 + p { margin-top: .35rem }
.overline { margin-bottom: .35rem; color: var(--soft); letter-spacing: .04em }
.subtitle { font-size: 1.2rem; color: var(--soft); margin-bottom: 1.75rem }
.small { font-size: .9rem; color: var(--soft); font-style: italic }
.verdict { font-weight: 600; border-left: 4px solid var(--ink); padding: .35rem 0 .35rem 1rem }
.warning { border-left: 4px solid var(--mark); padding: .35rem 0 .35rem 1rem }
ul, ol { padding-left: 1.6rem }
li { margin-top: .3rem }
dl > div { display: grid; grid-template-columns: minmax(9rem, 30%) 1fr; gap: 0 1.5rem; padding: .3rem 0; border-bottom: 1px solid var(--line) }
dt { color: var(--soft) }
dd { margin: 0 }
dd.hash, td.hash { font: .69rem/2.25 ui-monospace, "DejaVu Sans Mono", monospace }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums lining-nums }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.wide { position: relative; font-size: .93rem; overflow-x: auto }
th, td { text-align: left; vertical-align: top; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); font-weight: 400; overflow-wrap: normal }
th:last-child, td:last-child { padding-right: 0 }
thead th { color: var(--soft); border-bottom: 1px solid var(--ink); vertical-align: bottom }
th.number, td.number { text-align: right; padding-right: 1.5rem }
th.number:last-child, td.number:last-child { padding-right: 0 }
td.hash { overflow-wrap: anywhere }
.signatures { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 2rem 3rem; margin-top: 1rem }
.signatures section { break-inside: avoid }
.signatures p { margin: 0 }
.role, .state { color: var(--soft); font-size: .9rem }
.name { margin-top: 3rem !important; padding-top: .35rem; border-top: 1px solid var(--ink) }
@media (max-width: 34rem) {
  h1 { font-size: 1.6rem }
  dl > div { grid-template-columns: 1fr }
  .wide { font-size: .85rem }
  th, td, th.number, td.number { padding-right: .6rem }
}
@page { size: A4; margin: 24mm 22mm 26mm; @bottom-center { content: counter(page) " / " counter(pages); font: 8pt Georgia, "DejaVu Serif", serif } }
@media print {
  :root { --ink: #000; --soft: #333; --line: #999; --paper: #fff; --mark: #000; color-scheme: light; font-size: 10pt }
  main { max-width: none; padding: 0 }
  h1, h2, h3, h4, caption { break-after: avoid }
  tr, dl > div, li, .verdict, .warning { break-inside: avoid }
  .wide { overflow-x: visible }
  th, td { overflow-wrap: anywhere }
  thead th { overflow-wrap: normal }
  thead { display: table-header-group }
  p { orphans: 3; widows: 3 }
}
`;
