// Fourteen slides with thirteen native charts by PptxGenJS, as many as the Beijing deck has: node deck.mjs OUT.pptx
import pptxgen from "pptxgenjs";

const INK = "14202E", BLUE = "0A4480", GREY = "8A929B", QUIET = "44515F", RULE = "D3D9E0";
const years = Array.from({ length: 10 }, (_, at) => String(2014 + at));
const series = (name, values) => [{ name, labels: years.slice(10 - values.length), values }];
const patents = [48.2, 61.3, 76.8, 94.5, 111.2, 132.0, 158.0, 185.0, 218.3, 262.9];
const contracts = [313.6, 345.3, 394.1, 448.5, 495.8, 569.5, 631.6, 700.6, 794.8, 853.7];

const deck = new pptxgen();
deck.defineLayout({ name: "WIDE", width: 13.333, height: 7.5 });
deck.layout = "WIDE";
deck.title = "Progress toward an innovation centre";
deck.defineSlideMaster({
  title: "HEADLINE",
  background: { color: "FFFFFF" },
  objects: [
    { rect: { x: 0.63, y: 0, w: 0.56, h: 0.1, fill: { color: "C8501E" } } },
    { line: { x: 0.63, y: 6.8, w: 12.08, h: 0, line: { color: RULE, width: 0.75 } } },
    { placeholder: { options: { name: "title", type: "title", x: 0.63, y: 0.63, w: 12.08, h: 0.88,
      fontSize: 26, bold: true, color: INK, align: "left", margin: 0 }, text: "" } },
    { placeholder: { options: { name: "subtitle", type: "body", x: 0.63, y: 1.6, w: 12.08, h: 0.3,
      fontSize: 15, color: QUIET, align: "left", margin: 0 }, text: "" } },
  ],
  slideNumber: { x: 12.3, y: 7.0, fontSize: 10.5, color: QUIET },
});

function slide(title, subtitle) {
  const made = deck.addSlide({ masterName: "HEADLINE" });
  made.addText(title, { placeholder: "title" });
  made.addText(subtitle, { placeholder: "subtitle" });
  made.addText("Source: publisher, document, date. Note: values as published.", {
    x: 0.63, y: 6.85, w: 11.4, h: 0.4, fontSize: 10.5, color: QUIET, margin: 0 });
  made.addNotes("What the speaker says, with the full source line and the points that left the slide.");
  return made;
}

const look = (title, more = {}) => ({
  x: 0.63, y: 2.1, w: 8.3, h: 4.4, chartColors: [BLUE, GREY, QUIET, RULE], showLegend: false,
  catAxisLabelFontSize: 12, valAxisLabelFontSize: 12, valGridLine: { color: RULE, size: 0.75 },
  showValue: true, dataLabelFontSize: 14, dataLabelColor: INK, altText: title, ...more });

function chart(title, ...charts) {
  const made = slide(title, "Measure, unit, place, 2014–2023");
  for (const [type, data, more] of charts) made.addChart(type, data, look(title, more));
  made.addText([
    { text: "A stock at year end", options: { bold: true, breakLine: true } },
    { text: "Lapses count, so growth is net of what expired.", options: { breakLine: true } },
    { text: "Read with care", options: { bold: true, breakLine: true } },
    { text: "The population base changed, so the multiple is not strictly like for like." },
  ], { x: 9.58, y: 2.4, w: 3.12, h: 3, fontSize: 14, color: QUIET, valign: "top", margin: 0 });
  made.addText("Ask next: what does each patent earn?", {
    x: 9.58, y: 5.6, w: 3.12, h: 0.8, fontSize: 14, color: INK, fill: { color: "E4EDF6" } });
}

function table(title, head, rows) {
  const cell = (text, header) => ({ text, options: { bold: header, fontSize: header ? 12 : 14, color: INK,
    border: [{ type: "none" }, { type: "none" }, { pt: 0.75, color: RULE }, { type: "none" }] } });
  slide(title, "What limits each comparison").addTable(
    [head.map((text) => cell(text, true)), ...rows.map((row) => row.map((text) => cell(text, false)))],
    { x: 0.63, y: 2.1, w: 12.08 });
}

const cover = deck.addSlide();
cover.background = { color: "0B1A2C" };
cover.addText("Progress toward an innovation centre", { x: 0.63, y: 2, w: 6, h: 2, fontSize: 40, bold: true, color: "F4F7FA" });
cover.addText("Four indicators more than doubled", { x: 0.63, y: 4.1, w: 6, h: 0.7, fontSize: 18, color: "C3CFDB" });
const ends = (name, multiple) => ({ name, labels: ["2014", "2023"], values: [1, multiple] });
cover.addChart("line", [ends("Patents", 5.5), ends("Contracts", 2.7), ends("Enterprises", 2.7), ends("Firms", 2.3)],
  look("Multiples", { x: 7.2, y: 1.8, w: 5.4, h: 4.4, valAxisHidden: true, catAxisLabelColor: "C3CFDB", dataLabelColor: "F4F7FA" }));

const summary = slide("All four innovation indicators at least doubled", "Value in 2023, value in 2014 and multiple");
["262.9", "853.7", "28,300", "337"].forEach((value, at) => {
  const x = 0.63 + at * 3.07;
  summary.addText("Indicator and unit", { x, y: 2.2, w: 2.87, h: 0.4, fontSize: 14, bold: true, color: BLUE, margin: 0 });
  summary.addText(value, { x, y: 2.6, w: 2.87, h: 0.8, fontSize: 40, bold: true, color: INK, margin: 0 });
  summary.addText("2023; less in 2014", { x, y: 3.4, w: 2.87, h: 0.3, fontSize: 12, color: QUIET, margin: 0 });
  summary.addChart("line", [ends("Indicator", [5.5, 2.7, 2.7, 2.3][at])],
    look("Multiple", { x, y: 3.8, w: 2.87, h: 1, showValue: false, valAxisHidden: true, catAxisHidden: true, valAxisMinVal: 0, valAxisMaxVal: 6 }));
});

const rows = { barDir: "bar", barGapWidthPct: 45, valAxisHidden: true };
const enterprises = [10400, 13000, 16000, 20000, 25000, 27000, 27300, 27600, 28000, 28300];
const firms = [146, 160, 175, 187, 199, 220, 245, 270, 293, 337];
chart("Patent density reached 262.9 in 2023", ["line", series("Patents", patents), { lineSize: 2.5 }]);
chart("Contract value per patent in force fell 26% from 2019 to 2023",
  ["bar", [{ name: "Million yuan", labels: ["2019", "2021", "2023"], values: [2.0, 1.73, 1.49] }], rows]);
chart("Patent density rose 5.5-fold; contracts rose less than threefold",
  ["bar", [{ name: "Multiple", labels: ["Patents", "Contracts", "Enterprises", "Firms"], values: [5.5, 2.7, 2.7, 2.3] }], rows]);
chart("Technology contracts rose 2.7-fold to 853.7 billion yuan", ["bar", series("Contracts", contracts), { barDir: "col" }]);
chart("High-tech enterprises rose 2.7-fold, but by at most 5% since 2019",
  ["bar", series("Enterprises", enterprises), { barDir: "col", h: 2.1 }],
  ["bar", series("Firms", firms), { barDir: "col", y: 4.4, h: 2.1 }]);
chart("R&D intensity has exceeded its target",
  ["bar", [{ name: "Share of target", labels: ["R&D", "Industries", "Value added", "Basic research", "Pharma"], values: [112, 100, 99, 98, 78] }], rows]);
chart("Beijing led the index from 2017 to 2024", ["line",
  [["Beijing", 1], ["Shanghai", 7], ["New York", 2], ["Boston", 3], ["Nanjing", 8], ["Guangzhou", 9], ["San Francisco", 4]]
    .map(([name, first]) => ({ name, labels: years, values: years.map((_, at) => Math.max(1, first - (at >> 1))) })),
  { valAxisOrientation: "maxMin", showValue: false }]);

table("Beijing ranked first on two lists, third or fourth on three others", ["Yardstick", "Rank", "Ahead"],
  ["Nature Index", "Highly Cited Researchers", "Hubs Index", "Unicorns", "Clusters"].map((name) => [name, "1", "none; New York follows"]));
table("Policy names three emerging industries and four clusters", ["Kind", "Names", "Sizes"],
  [["Emerging industries", "Artificial General Intelligence, humanoid robots, commercial space activities", "none published"],
    ["Clusters", "information technology, services, pharmaceuticals, integrated circuits", "two published"]]);
slide("The city ties its next stage to self-reliance", "Director of the commission").addText(
  "“Beijing, looking towards the future, will support high-quality development based on self-reliance and strength.”",
  { x: 0.63, y: 2.3, w: 12, h: 2.5, fontSize: 24, color: INK });
const questions = slide("Four questions decide whether patents become income", "What the record shows and what it lacks");
["Kept in force?", "Traded?", "Enforced?", "Filed abroad?"].forEach((text, at) =>
  questions.addText([{ text, options: { bold: true, breakLine: true } }, { text: "Known: counted. Missing: lapses, income, grants." }],
    { x: 0.63 + (at % 2) * 6.1, y: 2.2 + (at >> 1) * 2, w: 5.8, h: 1.6, fontSize: 18, color: INK, valign: "top" }));
table("Read these figures with seven cautions", ["Caution", "What it means", "Where it matters"],
  ["Stock or flow", "Nominal money", "Breaks", "Bounds", "Last year", "Self-reported", "Who pays"].map((name) =>
    [name, "A sentence that says what this means for a comparison of two years.", "All multiples"]));

await deck.writeFile({ fileName: process.argv[2] });
