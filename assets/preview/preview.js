// Shows what the server pushes: a state with the keys of pictures; pictures are fetched when their key is new.
const $ = (id) => document.getElementById(id);
const stored = JSON.parse(localStorage.getItem("briefing-preview") || "{}");
let state = null;
let view = ["slides", "pages", "letter"].includes(stored.view) ? stored.view : "slides";
let hidden = new Set(stored.hidden || []);
let current = 0;
let opener = null;

const KEYS = [
  ["↓ or j, ↑ or k", "next and previous slide"], ["1, 2, 3", "slides, pages, letter"],
  ["Enter", "the line of the current slide in the story"], ["n", "the next number of the current slide"],
  ["f", "findings"], ["d", "light or dark"], ["Esc", "close the details"], ["?", "these keys"],
];

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

function keep() {
  localStorage.setItem("briefing-preview", JSON.stringify({view, hidden: [...hidden], scheme: document.documentElement.dataset.scheme}));
}

function setScheme(name) {
  document.documentElement.dataset.scheme = name;
  $("scheme").textContent = name === "dark" ? "Light" : "Dark";
}

function shown() {
  return state.languages.filter((one) => state.languages.length === 1 || !hidden.has(one.lang));
}

function all() {
  return [...state.findings, ...state.languages.flatMap((one) => one.findings)];
}

function render() {
  document.title = `Preview: ${state.title}`;
  $("title").textContent = state.title;
  for (const button of document.querySelectorAll("[data-view]")) button.setAttribute("aria-pressed", String(button.dataset.view === view));
  const boxes = state.languages.length < 2 ? [] : state.languages.map((one) => element("label", {class: "language"},
    element("input", {type: "checkbox", checked: !hidden.has(one.lang), onchange: (event) => {
      event.target.checked ? hidden.delete(one.lang) : hidden.add(one.lang);
      keep(); render();
    }}), one.lang));
  if ($("languages").childElementCount !== boxes.length) $("languages").replaceChildren(...boxes);
  const findings = all(), wrong = findings.filter((one) => one.severity === "error").length;
  const count = (many, word) => `${many} ${word}${many === 1 ? "" : "s"}`;
  $("findings-button").textContent = findings.length ? (wrong ? `${count(wrong, "error")} of ${count(findings.length, "finding")}` : count(findings.length, "finding")) : state.languages.length ? "No findings" : "Building…";
  const stale = state.languages.some((one) => one.stale) || state.findings.length > 0;
  $("status").textContent = stale ? "The story has faults: what is shown is how it last was." : state.making ? `Making pages, letter and proof (${state.making}) …` : "Up to date.";
  $("status").className = stale ? "stale" : "";
  const columns = shown();
  $("main").style.setProperty("--columns", columns.length || 1);
  const wanted = columns.map((one) => `${view} ${one.lang}`);
  for (const column of [...$("main").children]) if (!wanted.includes(column.dataset.column)) column.remove();
  columns.forEach((one, at) => {
    let column = [...$("main").children].find((each) => each.dataset.column === wanted[at]);
    if (!column) column = element("section", {"data-column": wanted[at], "aria-label": `${view}, ${one.lang}`, lang: one.lang}, element("h2", {lang: "en"}, one.lang), element("div", {class: "content"}));
    if ($("main").children[at] !== column) $("main").insertBefore(column, $("main").children[at] || null);
    ({slides: renderSlides, pages: renderPages, letter: renderLetter})[view](one, column.lastElementChild);
  });
  if ($("panel").dataset.content === "findings" && !$("panel").hidden) showFindings();
}

function renderSlides(language, holder) {
  let list = holder.querySelector("ol");
  if (!list) holder.replaceChildren(list = element("ol"));
  while (list.childElementCount > language.slides.length) list.lastElementChild.remove();
  language.slides.forEach((slide, at) => {
    let item = list.children[at];
    if (!item) {
      const figure = element("figure", {class: "slide"}, element("div", {class: "canvas"}), element("figcaption"));
      list.append(item = element("li", {}, figure));
    }
    const figure = item.firstElementChild, [canvas, caption] = figure.children;
    figure.dataset.section = slide.section;
    figure.classList.toggle("current", at === current);
    const found = language.findings.filter((one) => one.section === slide.section);
    figure.classList.toggle("wrong", found.some((one) => one.severity === "error"));
    const signature = JSON.stringify([slide.title, slide.where, found]);
    if (caption.dataset.signature !== signature) {
      caption.dataset.signature = signature;
      caption.lang = "en";
      caption.replaceChildren(element("span", {class: "name", lang: language.lang}, `${at + 1} · ${slide.title}`),
        ...found.map((one) => element("button", {type: "button", class: `badge ${one.severity}`, title: one.what, onclick: (event) => showFindings(event.target)}, one.severity)),
        slide.where ? element("button", {type: "button", class: "badge", onclick: (event) => showSource(slide.where, event.target)}, slide.where) : null);
    }
    if (canvas.dataset.key !== slide.key) load(canvas, slide.key, language.lang);
  });
}

async function load(canvas, key, lang) {
  canvas.dataset.key = key;
  const answer = await fetch(`/slides/${key}`);
  if (!answer.ok || canvas.dataset.key !== key) return;
  const picture = new DOMParser().parseFromString(await answer.text(), "image/svg+xml").documentElement;
  for (const text of picture.querySelectorAll("[data-fact]")) {
    text.setAttribute("tabindex", "-1");
    text.setAttribute("role", "button");
    text.closest("[role=img]")?.setAttribute("role", "group");  // it holds what can be pressed
  }
  canvas.dataset.lang = lang;
  canvas.replaceChildren(document.importNode(picture, true));
}

function renderPages(language, holder) {
  const key = language.pages ? language.pages.key : "";
  if (holder.dataset.key === key && holder.childElementCount) return;
  holder.dataset.key = key;
  if (!key) return holder.replaceChildren(element("p", {lang: "en"}, "No pages yet."));
  holder.replaceChildren(element("ol", {}, ...Array.from({length: language.pages.count}, (_, at) => element("li", {},
    element("img", {class: "page", src: `/pages/${key}/${at + 1}`, alt: `Page ${at + 1}`, loading: "lazy"})))));
}

function renderLetter(language, holder) {
  if (holder.dataset.key === language.letter && holder.childElementCount) return;
  holder.dataset.key = language.letter;
  holder.replaceChildren(language.letter ? element("iframe", {src: `/letters/${language.letter}`, title: `Letter, ${language.lang}`, sandbox: ""}) : element("p", {lang: "en"}, "No letter yet."));
}

// -- details ----------------------------------------------------------------------------------------------------------

function open(title, content, kind, from) {
  opener = from || opener;
  $("panel-title").textContent = title;
  $("panel-body").replaceChildren(...content);
  $("panel").dataset.content = kind;
  $("panel").hidden = false;
  $("findings-button").setAttribute("aria-expanded", String(kind === "findings"));
}

function close() {
  $("panel").hidden = true;
  $("findings-button").setAttribute("aria-expanded", "false");
  if (opener && opener.isConnected) opener.focus();
  opener = null;
}

function showFindings(from) {
  const content = all().map((one) => element("div", {class: `finding ${one.severity}`},
    element("p", {}, element("strong", {}, one.severity), ` ${one.what}`),
    one.where ? element("p", {}, one.line ? element("button", {type: "button", class: "badge", onclick: (event) => showSource(one.where, event.target)}, one.where) : one.where) : null,
    one.fix ? element("p", {}, `fix: ${one.fix}`) : null));
  open("Findings", content.length ? content : [element("p", {}, "Nothing is wrong.")], "findings", from);
}

async function showSource(where, from) {
  const place = /([^/\\,\s]+\.[a-z]+)(?:, line (\d+))?/.exec(where);
  if (!place) return;
  const answer = await fetch(`/source/${encodeURIComponent(place[1])}`);
  if (!answer.ok) return open(where, [element("p", {}, `${place[1]} is not shown here.`)], "source", from);
  const lines = (await answer.json()).text.split("\n"), here = Number(place[2] || 1);
  const first = Math.max(0, here - 15), rows = lines.slice(first, here + 40);
  const source = element("pre", {class: "source"}, ...rows.map((line, at) => element("span", {class: first + at + 1 === here ? "here" : null}, element("i", {}, String(first + at + 1)), line || " ")));
  const copy = element("button", {type: "button", onclick: () => navigator.clipboard.writeText(`${place[1]}:${here}`)}, `Copy ${place[1]}:${here}`);
  open(`${place[1]}, line ${here}`, [copy, source], "source", from);
  const mark = source.querySelector(".here");
  if (mark) mark.scrollIntoView({block: "center"});
}

async function showLineage(fact, lang, node, from) {
  const answer = await fetch(`/lineage/${encodeURIComponent(lang)}?fact=${encodeURIComponent(fact)}`);
  if (!answer.ok) return;
  const found = await answer.json();
  const rows = (found.observations || []).map((one) => element("tr", {}, ...[one.indicator, one.entity, one.period ?? one.year, `${one.qualifier && one.qualifier !== "=" ? one.qualifier + " " : ""}${one.value}`, one.source].map((cell) => element("td", {}, String(cell ?? "")))));
  const sources = Object.entries(found.sources || {}).map(([key, one]) => element("li", {}, `${key}: ${[one.publisher, one.title, one.published].filter(Boolean).join(", ")} `,
    /^https?:/.test(one.url || "") ? element("a", {href: one.url, target: "_blank", rel: "noopener noreferrer"}, one.url) : null));
  const language = state.languages.find((one) => one.lang === lang), where = language && language.nodes[node];
  open(found.fact, [
    element("dl", {}, element("dt", {}, "value"), element("dd", {}, `${found.value} ${found.unit || ""}`), element("dt", {}, "formula"), element("dd", {}, element("code", {}, typeof found.formula === "string" ? found.formula : (found.formula && found.formula.text) || found.text.split("\n")[1].trim()))),
    where ? element("p", {}, element("button", {type: "button", class: "badge", onclick: (event) => showSource(where, event.target)}, where)) : null,
    element("h2", {}, "Observations"), element("table", {}, element("thead", {}, element("tr", {}, ...["indicator", "place", "period", "value", "source"].map((head) => element("th", {scope: "col"}, head)))), element("tbody", {}, ...rows)),
    element("h2", {}, "Sources"), element("ul", {}, ...sources),
    element("h2", {}, "Stands at"), element("ul", {}, ...found.places.map((place) => element("li", {}, place))),
  ].filter(Boolean), "lineage", from);
}

function act(target) {
  const canvas = target.closest(".canvas");
  if (!canvas) return false;
  const figure = canvas.parentElement, language = state.languages.find((one) => one.lang === canvas.dataset.lang);
  const number = target.closest("[data-fact]"), text = target.closest("[data-node]");
  if (number) showLineage(number.dataset.fact, language.lang, number.dataset.node || nearest(number), number);
  else {
    const inside = text || (target.closest("[data-element]") || canvas).querySelector("[data-node]");
    const slide = language.slides.find((one) => one.section === figure.dataset.section);
    showSource((inside && language.nodes[inside.dataset.node]) || (slide && slide.where) || "", figure);
  }
  return true;
}

function nearest(number) {
  const text = number.closest("[data-element]").querySelector("[data-node]");
  return text ? text.dataset.node : "";
}

// -- keys -------------------------------------------------------------------------------------------------------------

function move(by) {
  const slides = [...document.querySelectorAll(".slide")], columns = shown().length || 1;
  const many = Math.max(...shown().map((one) => one.slides.length), 1);
  current = Math.min(many - 1, Math.max(0, current + by));
  for (const column of $("main").children) [...column.querySelectorAll(".slide")].forEach((slide, at) => slide.classList.toggle("current", at === current));
  const here = document.querySelector(".slide.current");
  if (here) here.scrollIntoView({block: "nearest"});
  return slides.length / columns;
}

function nextNumber() {
  const slide = document.querySelector(".slide.current");
  const numbers = slide ? [...slide.querySelectorAll("[data-fact]")] : [];
  const at = numbers.indexOf(document.activeElement);
  if (numbers.length) numbers[(at + 1) % numbers.length].focus();
}

function setView(name) { view = name; keep(); render(); }

function showKeys(from) {
  open("Keys", [element("dl", {}, ...KEYS.flatMap(([key, what]) => [element("dt", {}, key), element("dd", {}, what)]))], "keys", from);
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || !state) return;
  const inside = document.activeElement && document.activeElement.closest("button, input, a, #panel-body");
  const actions = {
    ArrowDown: () => move(1), j: () => move(1), ArrowUp: () => move(-1), k: () => move(-1),
    1: () => setView("slides"), 2: () => setView("pages"), 3: () => setView("letter"), n: nextNumber,
    f: () => showFindings(document.activeElement), d: toggleScheme, Escape: close, "?": () => showKeys(document.activeElement),
    Enter: () => {
      if (document.activeElement.dataset && document.activeElement.dataset.fact) act(document.activeElement);
      else document.querySelector(".slide.current .badge:last-child")?.click();
    },
  };
  if (!(event.key in actions) || (inside && ["Enter", "ArrowDown", "ArrowUp"].includes(event.key))) return;
  event.preventDefault();
  actions[event.key]();
});

function toggleScheme() {
  setScheme(document.documentElement.dataset.scheme === "dark" ? "light" : "dark");
  keep();
}

document.addEventListener("click", (event) => {
  const slide = event.target.closest(".slide");
  if (slide && state) current = [...slide.closest("ol").children].indexOf(slide.parentElement), move(0);
  if (event.target.closest("button, a, input")) return;
  act(event.target);
});
for (const button of document.querySelectorAll("[data-view]")) button.addEventListener("click", () => setView(button.dataset.view));
$("findings-button").addEventListener("click", (event) => $("panel").hidden || $("panel").dataset.content !== "findings" ? showFindings(event.target) : close());
$("scheme").addEventListener("click", toggleScheme);
$("help").addEventListener("click", (event) => showKeys(event.target));
$("close").addEventListener("click", close);

setScheme(stored.scheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
const news = new EventSource("/events");
news.onmessage = (event) => { state = JSON.parse(event.data); render(); };
news.onerror = () => { $("status").textContent = "The preview has ended, or is not reached; waiting for it."; $("status").className = "stale"; };
