/** How pages of comparisons look where runs have nothing alike: tracks, bands, who is cheapest where. */
export const TRACK_STYLE = `
.panels{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,320px),1fr));gap:0 40px}
.tracks{container-type:inline-size;font-size:.875rem;font-variant-numeric:tabular-nums}
.rows{display:grid;grid-template-columns:fit-content(34%) minmax(0,1fr) fit-content(36%);gap:0 16px;align-items:center}
.row{display:grid;grid-column:1/-1;grid-template-columns:subgrid;align-items:center;padding:3px 0;break-inside:avoid}
.row .name{min-width:0;overflow-wrap:anywhere;line-height:1.3}
.row .value{min-width:0;text-align:right;line-height:1.3}
.row b{font-weight:600;white-space:nowrap}
.row small{display:block;color:var(--quiet);font-size:.8125rem}
.track{position:relative;align-self:stretch;min-height:26px}
.track svg{display:block;position:absolute;inset:-3px 0;width:100%;height:calc(100% + 6px)}
.reach{position:absolute;top:50%;height:10px;margin-top:-5px;min-width:2px;border-radius:5px;background:var(--c);opacity:.32}
.dot{position:absolute;top:50%;width:11px;height:11px;margin:-5.5px 0 0 -5.5px;border-radius:50%;background:var(--c);border:2px solid var(--c)}
.dot.hollow{background:var(--page)}
i.zero{position:absolute;top:-3px;bottom:-3px;border-left:1.5px solid var(--quiet)}
path.zero{stroke:var(--quiet);stroke-width:1.5;fill:none;vector-effect:non-scaling-stroke}
.rows .x{grid-column:2;font-size:.75rem;color:var(--quiet);margin-top:2px}
@container (max-width:760px){.rows{grid-template-columns:minmax(0,1fr) fit-content(62%)}.row{padding:0}.track{grid-column:1/-1;grid-row:2;min-height:20px;margin-bottom:6px}.track svg{inset:0;height:100%}i.zero{top:0;bottom:0}.rows .x{grid-column:1/-1}}
.key.faint{opacity:.3}
.key.ring,.key.disc{width:11px;height:11px;border-radius:50%;border:2px solid var(--c)}
.key.ring{background:none}
.between{position:absolute;top:0;bottom:0;background:var(--c);opacity:.16}
.line-of{display:block}
.surface{width:auto;min-width:0}
.surface :is(th,td){padding:4px 6px;text-align:center;border:1px solid var(--page);vertical-align:middle;white-space:nowrap}
.surface th{color:var(--quiet);font-size:.8125rem}
.surface tbody th{text-align:right;position:sticky;left:0;background:var(--page)}
.surface .won{min-width:2.2em;font-weight:600;--back:color-mix(in srgb,var(--c) 34%,var(--page));background:var(--back)}
.open,.failed{--c:var(--c8)}
.surface .open{background:repeating-linear-gradient(45deg,var(--page) 0 4px,var(--faint) 4px 6px)}
.surface .failed{background:var(--page)}
.surface .striped{background:repeating-linear-gradient(45deg,var(--back) 0 5px,var(--page) 5px 7px)}
.key.open{background:repeating-linear-gradient(45deg,var(--page) 0 3px,var(--c) 3px 4px)}
.key.failed{background:none;border:1px solid var(--c)}
.key.striped{background:repeating-linear-gradient(45deg,var(--c) 0 4px,var(--page) 4px 6px)}
@media print{.scroll{overflow:visible}table,.tracks{font-size:8.5px}thead th,.row small,.rows .x,.surface th{font-size:8px}th,td{padding-right:6px}}
`;
