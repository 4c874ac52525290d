"use strict";
// Says on an open dossier what changed since it was opened, at the statement, and opens the new one at the same place.
// One that is being assessed anew opens again when that is done.
(() => {
  const live = document.getElementById("live");
  const anew = document.getElementById("anew");
  const PLACE = "secondsource-place";
  const panes = () => [document.scrollingElement, document.getElementById("article"), document.getElementById("evidence")];

  // The place is kept by the page that is left, for the one that is opened, and used once.
  function keep() {
    const open = [...document.querySelectorAll("main details")].flatMap((each, number) => (each.open ? [number] : []));
    const place = { hash: location.hash, scrolled: panes().map((pane) => pane.scrollTop), open };
    try { sessionStorage.setItem(PLACE, JSON.stringify(place)); } catch { /* without storage it opens at the statement */ }
  }

  function restore() {
    let place = null;
    try {
      place = JSON.parse(sessionStorage.getItem(PLACE));
      sessionStorage.removeItem(PLACE);
    } catch { return; }
    if (!place || place.hash !== location.hash) return;
    const details = [...document.querySelectorAll("main details")];
    for (const number of place.open) if (details[number]) details[number].open = true;
    panes().forEach((pane, number) => { pane.scrollTop = place.scrolled[number]; });
  }

  function open(path) {
    keep();
    if (location.pathname === path) location.reload(); else location.assign(path + location.hash);
  }

  function link(path) {
    const made = document.createElement("a");
    made.href = path + location.hash;
    made.textContent = "Show the new dossier";
    made.addEventListener("click", (event) => { event.preventDefault(); open(path); });
    return made;
  }

  function atStatement(item) {
    const panel = [...document.querySelectorAll(".panel")].find((each) => each.dataset.statement === item.dataset.statement);
    if (!panel || !item.dataset.statement) return "";
    const number = panel.id.slice(1);
    const notice = document.createElement("p");
    notice.className = "changed-here";
    const head = document.createElement("strong");
    head.textContent = item.dataset.moved ? "The verdict has changed:" : "Something came in:";
    notice.append(head, ...item.querySelector(".what").cloneNode(true).childNodes, " ", link(live.dataset.present));
    for (const old of panel.querySelectorAll(".changed-here")) old.remove();
    panel.querySelector("h2").after(notice);
    const mark = document.getElementById("a" + number);
    if (mark && item.dataset.moved) {
      mark.classList.add("has-changed");
      mark.setAttribute("aria-label", `Statement ${number}, changed to ${item.dataset.moved}`);
    }
    for (const row of document.querySelectorAll(`.statements a[href="#s${number}"]`)) row.classList.add("has-changed");
    return `Statement ${number}: `;
  }

  let changes = 0;
  function came(markup) {
    const holder = document.createElement("template");
    holder.innerHTML = markup;  // made by our own template, in which every word of an article is escaped
    const item = holder.content.querySelector(".change");
    if (!item || document.getElementById(item.id)) return;
    const where = atStatement(item);
    document.getElementById("live-list").prepend(item);
    document.getElementById("live-count").textContent = document.querySelectorAll("#live-list > li").length;
    document.querySelector(".live-changes").hidden = false;
    changes += 1;
    const notice = document.getElementById("live-notice");
    const turn = item.querySelector(".turn");
    notice.replaceChildren(`${changes === 1 ? "One change" : `${changes} changes`} since this page was opened. `, where);
    if (turn) notice.append(turn.cloneNode(true), " ");
    notice.append(link(live.dataset.present));
  }

  // Whoever is at a form keeps what they typed, and opens the new one when they are ready.
  function assessed() {
    if (document.querySelector(".deciding[open]")) {
      anew.replaceChildren("It has been assessed anew. ", link(location.pathname));
    } else open(location.pathname);
  }

  // The browser comes again by itself after a cut, with the last event it had; after a refusal it has to be told to.
  function listen(address, came, over) {
    const events = new EventSource(address);
    let last = "";
    events.onmessage = (event) => { last = event.lastEventId; came(event.data); };
    events.addEventListener("over", () => { events.close(); over(); });
    events.onerror = () => {
      if (events.readyState !== EventSource.CLOSED) return;
      const again = new URL(address, location.href);
      if (last) again.searchParams.set("after", last);
      setTimeout(() => listen(again.pathname + again.search, came, over), 10000);
    };
    addEventListener("pagehide", () => events.close(), { once: true });
  }

  const nothing = () => {};
  restore();
  if (anew) listen(anew.dataset.events, nothing, assessed);
  if (live) listen(live.dataset.events, came, nothing);
})();
