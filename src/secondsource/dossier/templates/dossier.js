"use strict";
// Shows one statement's evidence at a time. Without it every panel stands below the other and all links work.
(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const panels = all(".panel");
  const runs = all(".run");
  const marks = all(".mark");
  const evidence = document.getElementById("evidence");
  const numberOf = (panel) => Number(panel.id.slice(1));
  let chosen = -1;

  function choose(number) {
    if (!panels[number] || number === chosen) return;
    chosen = number;
    for (const panel of panels) panel.hidden = numberOf(panel) !== number;
    const { start, end } = panels[number].dataset;
    for (const run of runs) run.classList.toggle("chosen", number > 0 && +run.dataset.at >= +start && +run.dataset.at < +end);
    for (const mark of marks) {
      const here = mark.id === "a" + number;
      mark.classList.toggle("chosen", here);
      if (here) mark.setAttribute("aria-current", "true"); else mark.removeAttribute("aria-current");
    }
    evidence.scrollTop = 0;
  }

  // To a statement: its sign in the report gets the focus, so that Tab goes on from there.
  function go(number) {
    history.replaceState(null, "", "#s" + number);
    choose(number);
    const place = number ? document.getElementById("a" + number) : panels[0].querySelector("h2");
    place.focus({ preventScroll: true });
    place.scrollIntoView({ block: "nearest" });
  }

  function open() {
    for (const detail of panels[chosen].querySelectorAll("details:not(.deciding)")) detail.open = true;
    arrive(panels[chosen]);
  }

  function arrive(panel) {
    panel.querySelector("h2").focus({ preventScroll: true });
    if (evidence.scrollHeight <= evidence.clientHeight) panel.scrollIntoView({ block: "start" });
  }

  function follow(focus) {
    const target = document.getElementById(location.hash.slice(1));
    const panel = target && target.closest(".panel");
    if (!panel) return;
    choose(numberOf(panel));
    const detail = target.closest("details");
    if (detail) detail.open = true;
    if (target !== panel) target.scrollIntoView({ block: "center" });
    else if (focus) arrive(panel);
  }

  // A click on words takes the innermost statement, a further one the next of those that share them.
  function pick(run) {
    const at = +run.dataset.at;
    const over = panels.filter((panel) => +panel.dataset.start <= at && at < +panel.dataset.end).map(numberOf);
    location.hash = "#s" + (over.includes(chosen) ? over[(over.indexOf(chosen) + 1) % over.length] : run.dataset.owner);
  }

  function nextOf(mark) {
    const like = marks.filter((other) => other.classList.contains("v-" + mark)).map((other) => +other.id.slice(1));
    like.sort((a, b) => a - b);
    return like.find((number) => number > chosen) || like[0];
  }

  // In the graph of origins, the line that has the focus or lies under the pointer stands out.
  function seek(target) {
    const row = target && target.closest && target.closest(".graph [data-line]");
    for (const drawn of all(".graph.sought")) {
      drawn.classList.remove("sought");
      for (const part of drawn.querySelectorAll(".lit")) part.classList.remove("lit");
    }
    if (!row) return;
    const drawn = row.closest(".graph");
    drawn.classList.add("sought");
    for (const part of drawn.querySelectorAll(`[data-line="${row.dataset.line}"]`)) part.classList.add("lit");
  }

  // Of the statements in the overview those stay of which the statement, or what was found on it, has all the words.
  function find(words) {
    const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
    let left = 0;
    for (const row of all(".statements tbody tr")) {
      const panel = document.getElementById(row.querySelector("a").hash.slice(1));
      texts.has(panel) || texts.set(panel, panel.textContent.toLowerCase());
      row.hidden = !wanted.every((word) => texts.get(panel).includes(word));
      left += !row.hidden;
    }
    document.getElementById("found").textContent = wanted.length ? `${left} of ${panels.length - 1} statements` : "";
  }

  function search() {
    if (document.body.dataset.search) location.href = document.body.dataset.search;
    else if (field) { go(0); field.focus(); field.select(); }
  }

  const texts = new Map();
  const field = document.getElementById("find");
  const keys = document.getElementById("keys");
  field && field.addEventListener("input", () => find(field.value));
  document.getElementById("show-keys").addEventListener("click", () => keys.showModal());
  document.getElementById("hide-keys").addEventListener("click", () => keys.close());
  document.documentElement.classList.add("js");
  choose(0);
  follow(false);
  addEventListener("hashchange", () => follow(true));
  addEventListener("click", (event) => {
    const run = event.target.closest(".run");
    const count = event.target.closest("[data-mark]");
    if (run && !String(getSelection())) pick(run);
    if (count) { event.preventDefault(); go(nextOf(count.dataset.mark)); }
  });
  addEventListener("focusin", (event) => seek(event.target));
  addEventListener("mouseover", (event) => seek(event.target));
  addEventListener("beforeprint", () => { for (const detail of all("details:not(.deciding)")) detail.open = true; });
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || keys.open) return;
    if (event.target.closest("form, summary, input, textarea, select")) return; // a note does not turn the page
    const onSign = event.target === document.body || event.target.matches(".mark.chosen");
    if (event.key === "n" || event.key === "j") go(Math.min(chosen + 1, panels.length - 1));
    else if (event.key === "p" || event.key === "k") go(Math.max(chosen - 1, 0));
    else if (event.key === "o") go(0);
    else if (event.key === "/") { event.preventDefault(); search(); }
    else if (event.key === "?") keys.showModal();
    else if (event.key === "Enter" && onSign) { event.preventDefault(); open(); }
  });
})();
