/** What pages of explanations have beside the style of all pages. No text of a scenario is in it. */
export const EXPLAIN_STYLE = `
.bins{display:grid;grid-template-columns:repeat(auto-fill,minmax(112px,1fr));gap:12px 14px;margin:4px 0 0}
.bins.wide{grid-template-columns:repeat(auto-fill,minmax(min(100%,156px),1fr))}
.bin{font-size:.75rem;line-height:1.35;color:var(--quiet);min-width:0;border:2px solid transparent;border-radius:6px;padding:5px}
.bin svg{display:block;width:100%;height:44px}
.bin.tall svg{height:64px}
.bin b{display:block;font-weight:600;color:var(--ink)}
.bin span{display:block}
.bin.stays{background:var(--card);border-color:var(--edge)}
.bin.chosen{background:var(--card);border-color:var(--accent)}
.bin.gone svg{opacity:.4}
.bin.gone b{font-weight:400;color:var(--quiet)}
.shell{fill:var(--faint);stroke:var(--edge);stroke-width:1;vector-effect:non-scaling-stroke}
.keep{fill:var(--quiet);opacity:.45}
.fits{fill:var(--accent);fill-opacity:.3;stroke:var(--accent);stroke-width:1.5;stroke-dasharray:3 2;vector-effect:non-scaling-stroke}
.lacks{fill:var(--bad);fill-opacity:.35;stroke:var(--bad);stroke-width:1.5;vector-effect:non-scaling-stroke}
.key.fits{background:color-mix(in srgb,var(--accent) 30%,var(--card));border:1.5px dashed var(--accent)}
.key.lacks{background:color-mix(in srgb,var(--bad) 35%,var(--card));border:1.5px solid var(--bad)}
.key.keep{background:color-mix(in srgb,var(--quiet) 45%,var(--card))}
path.counted{fill:var(--c1);opacity:.1}
.bars{display:grid;grid-template-columns:minmax(9ch,max-content) minmax(0,1fr) max-content;gap:6px 12px;align-items:center;font-size:.875rem;margin:4px 0 0;padding:0;list-style:none}
.bars li{display:contents}
.bars .of{max-width:30ch}
.bars .of small{display:block;font-size:.75rem;color:var(--quiet)}
.track{position:relative;height:16px;background:var(--faint);border-radius:3px}
.track i{position:absolute;left:0;top:0;bottom:0;min-width:3px;background:var(--c);border-radius:3px}
.track u{position:absolute;top:-3px;bottom:-3px;border-left:2px solid var(--ink)}
.key.tick{width:0;height:14px;border-left:2px solid var(--ink);background:none;border-radius:0}
.bars .is{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
.steps{list-style:none;margin:0;padding:0}
.decision>.unit,.decision>.lead{max-width:80ch}
.decision>figure{margin-top:32px}
.lead{margin:0 0 6px}
.said{margin:6px 0 0;max-width:80ch;font-size:.9375rem}
.helps{margin:6px 0 0;padding-left:1.2em;font-size:.9375rem;max-width:80ch}
.helps li{padding:2px 0}
.as-text{font:12px/1.45 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;margin:0;white-space:pre}
@media (max-width:480px){.bars{grid-template-columns:minmax(0,1fr) max-content}.bars .of{grid-column:1/-1;max-width:none;margin-top:4px}}
@media print{.bin,.bars li{break-inside:avoid}}
`;
