#pragma once

#include <string_view>

namespace telar::analytics {

/// The style of report_page.h: classes of its tables and of report_pictures.h. On paper it is
/// always light.
inline constexpr std::string_view kReportStyle = R"css(
:root { color-scheme: light dark; --page: #f6f7f5; --card: #ffffff; --ink: #17232e; --soft: #566472;
  --line: #dde2e3; --accent: #0b6e80; --a: #0b6e80; --b: #2f8494; --c: #a5cdd3; --d: #dbe3e5;
  --heat: 11, 110, 128; --s0: #a61e2d; --s1: #ee9f3c; --s2: #63b39b; --s3: #5b7fc4; --s4: #c3cbd1;
  --out: #a61e2d; --open: #dfe5e6; --up: #1d7a4c; --down: #a61e2d; }
@media screen and (prefers-color-scheme: dark) {
  :root { --page: #10161b; --card: #182129; --ink: #e5ebef; --soft: #9dabb6; --line: #2b3843;
    --accent: #4cc3d4; --a: #4cc3d4; --b: #2b8795; --c: #225661; --d: #2b3843; --heat: 76, 195, 212;
    --s0: #e5596a; --s1: #e8a245; --s2: #3f917a; --s3: #5f86d6; --s4: #46535e; --out: #e5596a;
    --open: #2b3843; --up: #5ec48f; --down: #f0808d; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 1180px; padding: 28px 20px 56px; background: var(--page);
  color: var(--ink); font: 15px/1.45 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
h1 { font-size: 27px; line-height: 1.2; margin: 0 0 4px; letter-spacing: -.01em; }
h2 { font-size: 17px; margin: 0 0 2px; }
p { margin: 0 0 6px; } .soft, small { color: var(--soft); } small { font-size: 12.5px; }
header { margin-bottom: 18px; }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 12px;
  margin: 0 0 14px; padding: 0; list-style: none; }
.tiles li, section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
.tiles li { padding: 12px 14px; display: flex; flex-direction: column; }
.tiles strong { font-size: 23px; line-height: 1.25; font-variant-numeric: tabular-nums; }
.tiles .columns { margin-top: auto; }
.column { display: flex; flex-direction: column; gap: 14px; min-width: 0; }
.column section:last-child { flex: 1; }
.board { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 14px; }
section { padding: 16px 18px 12px; min-width: 0; } section.whole { grid-column: 1 / -1; }
.scroll { overflow-x: auto; margin-top: 8px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); font-size: 13px; padding: 0 0 6px; }
th, td { padding: 6px 8px; text-align: right; border-bottom: 1px solid var(--line);
  vertical-align: top; }
thead th { color: var(--soft); font-size: 12.5px; font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 500; } th:first-child, td:first-child, .left { text-align: left; }
tbody tr:last-child > * { border-bottom: 0; }
tbody th small { display: block; font-weight: 400; }
.name { overflow-wrap: anywhere; min-width: 130px; }
.kind { display: inline-block; min-width: 20px; padding: 0 5px; border-radius: 4px;
  background: var(--d); text-align: center; font-weight: 600; font-size: 13px; }
.kind.A { background: var(--a); color: var(--card); } .kind.B { background: var(--b); color: #fff; }
.fit { white-space: nowrap; } .up { color: var(--up); } .down { color: var(--down); } .bad { color: var(--down); font-weight: 600; }
.matrix { table-layout: fixed; } .matrix td, .matrix thead th { text-align: center; }
.matrix td { border: 2px solid var(--card); border-radius: 6px; padding: 8px 4px; }
.matrix td b { display: block; font-size: 16px; } .matrix tbody th { width: 18%; }
.matrix td small { color: inherit; }
.h0 { background: rgba(var(--heat), .05); } .h1 { background: rgba(var(--heat), .1); }
.h2 { background: rgba(var(--heat), .16); } .h3 { background: rgba(var(--heat), .23); }
.h4 { background: rgba(var(--heat), .31); } .h5 { background: rgba(var(--heat), .4); }
.h6 { background: rgba(var(--heat), .5); }
svg { display: block; width: 100%; } svg text { font-size: 12px; fill: var(--soft); }
svg .mid { text-anchor: middle; } svg .end { text-anchor: end; }
.curve { max-width: 620px; margin: 8px auto 0; height: auto; } .curve .grid { stroke: var(--line); }
.curve .line { fill: none; stroke: var(--ink); stroke-width: 2; stroke-linejoin: round; }
.curve .letter { font-weight: 700; font-size: 13px; fill: var(--ink); }
.band { opacity: .42; } .c0 { fill: var(--a); } .c1 { fill: var(--b); } .c2 { fill: var(--c); }
.c3 { fill: var(--d); } .columns { height: 30px; } .col { fill: var(--accent); }
.strip { height: 12px; min-width: 110px; margin-top: 5px; } .out { fill: var(--out); }
.open { fill: var(--open); } .stack { height: 12px; margin-top: 4px; border-radius: 3px; }
.s0 { fill: var(--s0); } .s1 { fill: var(--s1); } .s2 { fill: var(--s2); } .s3 { fill: var(--s3); }
.s4 { fill: var(--s4); } .bar { height: 10px; margin-top: 6px; min-width: 60px; }
.key { display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 5px; }
.k0 { background: var(--s0); } .k1 { background: var(--s1); } .k2 { background: var(--s2); }
.k3 { background: var(--s3); } .k4 { background: var(--s4); }
.a { background: var(--a); } .b { background: var(--b); } .c { background: var(--c); }
.d { background: var(--d); } dt { font-weight: 600; margin-top: 8px; }
dd { margin: 0; color: var(--soft); } dl { columns: 2; column-gap: 32px; margin: 4px 0 0; }
dl div { break-inside: avoid; }
@media (max-width: 760px) { body { padding: 18px 10px 40px; font-size: 14px; }
  .board { grid-template-columns: minmax(0, 1fr); } section { padding: 12px 12px 8px; }
  .tiles { grid-template-columns: 1fr 1fr; gap: 8px; } .tiles li { padding: 9px 11px; }
  .tiles strong { font-size: 19px; } th, td { padding: 5px 4px; } .name { min-width: 110px; width: 45%; }
  .strip { min-width: 92px; } .column { gap: 14px; }
  dl { columns: 1; } .matrix thead th { font-size: 11px; padding: 5px 0; } svg.curve text { font-size: 14px; } .wide { display: none; } }
@media print { :root { color-scheme: light; } body { max-width: none; padding: 0; font-size: 10.5px;
    background: #fff; } @page { size: A4; margin: 13mm; }
  * { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .tiles { grid-template-columns: repeat(5, 1fr); gap: 6px; } .tiles li { padding: 7px 9px; }
  .tiles strong { font-size: 15px; } h1 { font-size: 20px; } h2 { font-size: 13px; }
  .board, .column { display: block; } section { margin-bottom: 8px; padding: 9px 11px; }
  section.short, tr, figure { break-inside: avoid; } .curve { max-width: 420px; }
  th, td { padding: 3px 6px; } thead { display: table-header-group; } small, thead th, caption {
    font-size: 9.5px; } .scroll { overflow: visible; } }
)css";

}  // namespace telar::analytics
