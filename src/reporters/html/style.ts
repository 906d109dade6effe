const LIGHT = `
--page:#fbfbfa;--card:#ffffff;--ink:#1b1f24;--quiet:#59626d;--faint:#e4e6e9;--edge:#d3d7dc;--accent:#1459b3;
--good:#1a6e3c;--bad:#b3261e;--warn:#8a5300;
--c1:#2268bd;--c2:#d9631a;--c3:#16866a;--c4:#8656a8;--c5:#9a7612;--c6:#c2477f;--c7:#3a8fb0;--c8:#7b8490;`;

const DARK = `
--page:#14171b;--card:#1b1f25;--ink:#e8eaed;--quiet:#a4adb8;--faint:#2b3138;--edge:#3a424c;--accent:#82b4f5;
--good:#6fcf97;--bad:#ff8a80;--warn:#f2b866;
--c1:#5b9cf0;--c2:#f08c4a;--c3:#3db894;--c4:#b48ad4;--c5:#cfa63a;--c6:#ec7fae;--c7:#6fc3de;--c8:#8d97a4;`;

const COLOURS = [1, 2, 3, 4, 5, 6, 7, 8].map((n) => `.c${n}{--c:var(--c${n})}`).join('');

/** Columns of texts: the n-th ones of a table of class `tn`. */
const TEXTS = [1, 2, 3, 4, 5, 7]
  .map(
    (n) =>
      `.t${n} :is(th,td):nth-child(${n}){text-align:left;white-space:normal;overflow-wrap:anywhere;min-width:${n === 1 ? 12 : 10}ch}`,
  )
  .join('');

/** From hardly used to full: one colour that grows stronger. */
const HEAT = [14, 34, 56, 78, 100]
  .map((part, i) => `.h${i + 1}{--c:color-mix(in srgb,var(--c1) ${part}%,var(--card))}`)
  .join('');

/** How reports look: two themes over one set of variables, fluid from 320 pixels on, A4 on paper. No text of a scenario is in it. */
export const STYLE = `
:root{color-scheme:light;${LIGHT}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${DARK}}}
:root[data-theme=dark]{color-scheme:dark;${DARK}}
${COLOURS}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%;scroll-behavior:smooth}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
.sheet{max-width:1120px;margin:0 auto;padding:24px 20px 64px}
a{color:var(--accent);text-underline-offset:2px}
h1,h2,h3,h4{line-height:1.25;font-weight:600;margin:0;text-wrap:balance}
h1{font-size:1.05rem}
h2{font-size:1.3rem;letter-spacing:-.01em;margin:56px 0 16px;scroll-margin-top:16px}
h3{font-size:1.05rem}
h4{font-size:.95rem}
p{margin:0}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-999px}
.skip:focus{left:8px;top:8px;background:var(--card);padding:8px 12px;z-index:9}
.top{display:flex;gap:16px;justify-content:space-between;align-items:flex-start;flex-wrap:wrap}
.top>div{flex:1 1 240px;min-width:0}
.span,.unit,.note,.about{color:var(--quiet);font-size:.875rem}
.chart .note{margin-top:6px}
.about{max-width:80ch;margin-top:24px}
.theme{font:inherit;font-size:.875rem;color:var(--ink);background:var(--card);border:1px solid var(--edge);border-radius:6px;padding:5px 12px;cursor:pointer}
.theme[hidden]{display:none}
.answer{font-size:clamp(1.45rem,1rem + 2.1vw,2.35rem);line-height:1.22;font-weight:600;letter-spacing:-.02em;margin:36px 0 12px;max-width:27em;text-wrap:pretty}
.answer em{font-style:normal;color:var(--accent)}
.why{font-size:1.1rem;max-width:62ch;color:var(--ink)}
.why+.why{margin-top:6px}
.figures{display:grid;grid-template-columns:repeat(2,1fr);margin:32px 0 0;background:var(--card);border:1px solid var(--faint);border-radius:10px;overflow:hidden}
.figures>div{padding:14px 16px;box-shadow:0 0 0 .5px var(--faint);min-width:0}
@media (min-width:640px){.figures{grid-template-columns:repeat(3,1fr)}.n4{grid-template-columns:repeat(4,1fr)}}
@media (min-width:1000px){.n5{grid-template-columns:repeat(5,1fr)}.n6{grid-template-columns:repeat(6,1fr)}}
.figures dt{color:var(--quiet);font-size:.8125rem}
.figures dd>data{white-space:nowrap}
.figures dd{margin:2px 0 0;font-size:clamp(1.1rem,.9rem + .8vw,1.45rem);font-weight:600;letter-spacing:-.02em;font-variant-numeric:tabular-nums;line-height:1.2}
.figures dd small{display:block;font-size:.8125rem;font-weight:400;letter-spacing:0;color:var(--quiet);margin-top:3px;line-height:1.35}
.jump{display:flex;flex-wrap:wrap;gap:4px 18px;margin:24px 0 0;padding:0;list-style:none;font-size:.875rem}
.jump a{display:inline-block;padding:3px 0}
.chart{margin:0 0 36px;break-inside:avoid}
.chart figcaption{margin-bottom:8px}
.chart .unit{margin-top:2px}
.chart{display:grid;grid-template-columns:minmax(0,1fr);grid-template-rows:subgrid;grid-row:span 4}
.pair,.trio{grid-auto-rows:auto}
.trio .chart{margin-bottom:12px}
.pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,390px),1fr));gap:0 40px}
.trio{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,260px),1fr));gap:0 32px}
.legend{display:flex;flex-wrap:wrap;gap:2px 16px;list-style:none;margin:0 0 10px;padding:0;font-size:.8125rem;color:var(--ink)}
.legend li{display:flex;align-items:center;gap:6px}
.key{display:inline-block;width:14px;height:10px;border-radius:2px;background:var(--c);flex:none}
li .key[class*=" h"]{box-shadow:inset 0 0 0 1px var(--edge)}
.key.line{height:0;border-top:3px solid var(--c);background:none;border-radius:0}
.key.dashed{height:0;border-top:3px dashed var(--c);background:none;border-radius:0}
.frame{container-type:inline-size;display:grid;grid-template-columns:3.6rem minmax(0,1fr);grid-template-rows:auto auto;font-size:.75rem;color:var(--quiet);font-variant-numeric:tabular-nums}
.plot{grid-column:2;position:relative;height:230px;border-bottom:1px solid var(--quiet)}
.small .plot{height:130px}
.plot svg{display:block;width:100%;height:100%;overflow:hidden}
.y{grid-column:1;grid-row:1;position:relative}
.y span{position:absolute;right:6px;transform:translateY(-50%);white-space:nowrap;line-height:1}
.x{grid-column:2;position:relative;height:1.7em;margin-top:5px}
.x span{position:absolute;transform:translateX(-50%);white-space:nowrap}
.x .first{transform:none}
.x .last{transform:translateX(-100%)}
.x.wide{display:none}
@container (min-width:600px){.x.wide{display:block}.x.narrow{display:none}}
.grid{stroke:var(--faint);stroke-width:1;fill:none;vector-effect:non-scaling-stroke;shape-rendering:crispEdges}
.line,.dashed{fill:none;stroke:var(--c);stroke-width:1.75;stroke-linejoin:round;vector-effect:non-scaling-stroke}
path.dashed{stroke-dasharray:5 4}
path.area{fill:var(--c);opacity:.22}
.layer{fill:var(--c)}
.bar{fill:var(--c)}
.mark{position:absolute;top:0;bottom:0;width:0;border-left:1px dashed var(--quiet)}
.mark.rug{border-left-color:transparent}
.mark i{position:absolute;left:-5px;bottom:-6px;width:9px;height:9px;background:var(--c);border:1px solid var(--card);transform:rotate(45deg)}
.limit{position:absolute;right:0;font-size:.75rem;color:var(--quiet)}
details{font-size:.875rem;margin-top:6px}
summary{cursor:pointer;color:var(--quiet);width:max-content;max-width:100%;padding:3px 0}
summary:hover{color:var(--ink)}
.scroll{overflow-x:auto;max-width:100%;margin:6px 0 0}
details .scroll{max-height:340px;overflow-y:auto}
table{border-collapse:collapse;font-size:.875rem;font-variant-numeric:tabular-nums;min-width:min(100%,440px);width:100%}
th,td{padding:5px 12px 5px 0;text-align:right;vertical-align:top;border-bottom:1px solid var(--faint);font-weight:400;overflow-wrap:normal}
th:last-child,td:last-child{padding-right:0}
th:first-child{text-align:left}
td{white-space:nowrap}
${TEXTS}
.nb{white-space:nowrap}
thead th{color:var(--quiet);font-size:.8125rem;border-bottom-color:var(--edge);vertical-align:bottom}
tfoot th,tfoot td{font-weight:600;border-bottom:0;border-top:1px solid var(--edge)}
.below{margin-top:28px}
.share{display:inline-block;vertical-align:middle;width:70px;height:8px;margin-left:10px;background:var(--faint);border-radius:4px;overflow:hidden}
.share i{display:block;height:100%;background:var(--c1)}
.service{border-top:1px solid var(--edge);padding:20px 0 4px}
.service h3{margin-bottom:2px}
.facts{display:flex;flex-wrap:wrap;gap:2px 22px;margin:4px 0 16px;font-size:.875rem;color:var(--quiet)}
.facts b{font-weight:600;color:var(--ink)}
.list{margin:0;padding:0;list-style:none}
.list li{font-size:.9375rem;padding:9px 0;border-bottom:1px solid var(--faint);display:flex;gap:14px}
.list li>span:first-child{flex:none}
.tag{font-size:.8125rem;font-weight:600;min-width:4.2em}
.good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}
.filter{font:inherit;font-size:.875rem;color:var(--ink);background:var(--card);border:1px solid var(--edge);border-radius:6px;padding:5px 10px;margin:0 0 8px;width:min(100%,320px)}
.cross{position:absolute;top:0;bottom:0;width:1px;background:var(--ink);pointer-events:none}
.tip{position:absolute;top:4px;background:var(--card);color:var(--ink);border:1px solid var(--edge);border-radius:6px;padding:6px 10px;font-size:.75rem;line-height:1.4;pointer-events:none;z-index:3;box-shadow:0 2px 8px #0002;width:max-content;max-width:240px}
.tip b{display:block;font-weight:600}
.foot{margin-top:64px;padding-top:16px;border-top:1px solid var(--edge);color:var(--quiet);font-size:.8125rem}
.packing{display:grid;grid-template-columns:repeat(auto-fill,minmax(104px,1fr));gap:10px 12px}
.host{font-size:.75rem;color:var(--quiet);min-width:0}
.host svg{display:block;width:100%;height:40px;background:var(--faint);border:1px solid var(--edge);border-radius:3px}
.host.draining svg{border-style:dashed;opacity:.6}
.host span{display:block;line-height:1.3}
.box{fill:var(--c);stroke:var(--card);stroke-width:1;vector-effect:non-scaling-stroke}
.heat{fill:none;shape-rendering:crispEdges;stroke:var(--c)}
${HEAT}
@media (max-width:480px){.sheet{padding:16px 14px 48px}h2{margin-top:44px}.plot{height:180px}.figures>div{padding:12px}}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
@page{size:A4;margin:14mm}
@media print{:root,:root[data-theme=dark],:root:not([data-theme=light]){color-scheme:light;${LIGHT}--page:#fff}
body{font-size:11px;-webkit-print-color-adjust:exact;print-color-adjust:exact}.sheet{max-width:none;padding:0}.theme,.jump,.skip,.filter,details:not([open]){display:none}
.answer{font-size:1.9em;margin-top:18px}h2{margin-top:24px;break-after:avoid}.plot{height:150px}.small .plot{height:90px}.service,.figures,tr,li{break-inside:avoid}
details .scroll{max-height:none}.chart{display:grid;grid-template-columns:minmax(0,1fr);grid-template-rows:subgrid;grid-row:span 4}
.pair,.trio{grid-auto-rows:auto}
.trio .chart{margin-bottom:12px}
.pair{grid-template-columns:1fr 1fr}.trio{grid-template-columns:1fr 1fr 1fr}.figures{grid-template-columns:repeat(3,1fr)}}
`;
