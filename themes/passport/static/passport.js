/* What passport adds where scripts run: a button that copies a post's link, the way back to where a reader stopped on
   a journey, and a choice of what to compare. Without it every page is whole. Its words stand in the pages, in
   <template> elements; what a reader has read stays in the reader's own browser. */
"use strict";
{
  const find = (selector, within = document) => within.querySelector(selector);
  const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];

  /** What the page's template of this id holds; null on a page without it. */
  const unfold = id => document.getElementById(id)?.content.cloneNode(true).firstElementChild ?? null;

  /** The button beside the share links. Where pages may not write to the clipboard there is none. */
  const offerLink = () => {
    const item = unfold("copy_link");
    const list = find(".share ul");
    if (!item || !list || !navigator.clipboard) return;
    const button = find("button", item);
    const status = find("[role=status]", item);
    const address = find("link[rel=canonical]")?.href ?? location.href.split("#")[0];
    let clearing;
    button.addEventListener("click", async () => {
      clearTimeout(clearing);
      status.textContent = "";
      let said = button.dataset.copied;
      try {
        await navigator.clipboard.writeText(address);
      } catch {
        said = address; // refused: let the reader copy it by hand
      }
      status.textContent = said;
      if (said !== address) clearing = setTimeout(() => { status.textContent = ""; }, 4000);
    });
    list.append(item);
  };

  /** How far the reader is on a journey: the part opened last (`at`), and the parts read to their end (`read`). */
  const recall = journey => {
    try {
      const { at, read } = JSON.parse(localStorage.getItem(`journeyblog:${journey}`));
      return { at, read: read.filter(url => typeof url === "string") };
    } catch { // nothing kept yet, something else kept there, or nothing may be kept
      return { at: "", read: [] };
    }
  };
  const remember = (journey, progress) => {
    try {
      localStorage.setItem(`journeyblog:${journey}`, JSON.stringify(progress));
    } catch { /* no room, or not allowed: the reader goes on without */ }
  };

  /** On a post of a journey: note that it was opened, and that its end was seen. */
  const follow = (journey, post) => {
    remember(journey, { ...recall(journey), at: post });
    const end = find(".e-content > :last-child") ?? find("article.post > :last-child");
    if (!end) return;
    const observer = new IntersectionObserver(seen => {
      if (!seen.some(one => one.isIntersecting)) return;
      observer.disconnect();
      const { at, read } = recall(journey);
      remember(journey, { at, read: [...new Set([...read, post])] });
    });
    observer.observe(end);
    leaving.signal.addEventListener("abort", () => observer.disconnect());
  };

  /** On every line of a journey: a mark at each part that was read, and before a whole line the way on. */
  const markLine = (journey, here) => {
    for (const old of findAll(".read-mark, .continue")) old.remove();
    const stations = findAll(".stations > .station");
    const { at, read } = recall(journey);
    const addressOf = station => find("a", station).getAttribute("href");
    const wasRead = station => read.includes(addressOf(station));
    for (const station of stations.filter(one => wasRead(one) && addressOf(one) !== here)) {
      station.classList.add("station-read");
      const mark = unfold("read_mark");
      if (mark) find("time", station)?.before(mark, " ");
    }
    if (here || find(".line-skipped")) return;
    const stopped = stations.findIndex(one => addressOf(one) === at);
    const next = read.includes(at) ? stations.slice(stopped + 1).find(one => !wasRead(one)) : stations[stopped];
    const way = unfold("continue_reading");
    if (stopped < 0 || !next || !way) return;
    find("a", way).href = addressOf(next);
    find(".continue-part", way).textContent = find(".station-label", next).textContent;
    const card = find(".journey-card:has(+ .stations)"); // the home page lays a short line out beside its card
    if (card) card.append(way);
    else stations[0].parentElement.before(way);
  };

  /** Above a table of businesses side by side: which to show. None chosen shows all; the address keeps the choice. */
  const offerChoice = () => {
    const picker = unfold("compare_picker");
    if (!picker) return;
    const boxes = findAll("input", picker);
    const all = find("button", picker);
    const shown = find(".compare-shown", picker);
    const rows = findAll("[data-business]");
    const nameOf = box => decodeURIComponent(box.value.split("/").filter(Boolean).pop());
    const show = () => {
      const chosen = boxes.filter(box => box.checked);
      const wanted = (chosen.length ? chosen : boxes).map(box => box.value);
      for (const row of rows) row.hidden = !wanted.includes(row.dataset.business);
      shown.textContent = wanted.length.toLocaleString(document.documentElement.lang || undefined);
      all.disabled = !chosen.length;
      return chosen.map(box => encodeURIComponent(nameOf(box))).join(",");
    };
    const keep = () => {
      const names = show();
      history.replaceState(null, "", names ? `#only=${names}` : location.pathname + location.search);
    };
    const read = () => {
      const [, names = ""] = location.hash.match(/^#only=(.+)$/) ?? [];
      const wanted = names.split(",").map(name => { try { return decodeURIComponent(name); } catch { return name; } });
      for (const box of boxes) box.checked = wanted.includes(nameOf(box));
      if (show()) picker.open = true;
    };
    picker.addEventListener("change", keep);
    all.addEventListener("click", () => {
      for (const box of boxes) box.checked = false;
      keep();
      boxes[0].focus();
    });
    addEventListener("hashchange", read, { signal: leaving.signal });
    document.getElementById("compare_picker").replaceWith(picker);
    read();
  };

  /** Aborted when the page becomes another in place. */
  let leaving;
  const enhance = () => {
    leaving?.abort();
    leaving = new AbortController();
    const { journey, post } = document.documentElement.dataset;
    offerLink();
    offerChoice();
    if (journey) markLine(journey, post);
    if (journey && post) follow(journey, post);
  };

  enhance();
  document.addEventListener("journeyblog:changed", enhance); // in a preview: the page is again as its template made it
  addEventListener("pageshow", ({ persisted }) => { // back from a part
    const { journey, post } = document.documentElement.dataset;
    if (persisted && journey) markLine(journey, post);
  });
}
