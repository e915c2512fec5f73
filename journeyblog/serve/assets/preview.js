// Keeps an open page of the preview fresh: listens for news, morphs the page in place, shows what is wrong.
// All that is shown of the site's files goes in as text, never as HTML.
(() => {
  "use strict";
  const PREFIX = "/_journeyblog/";
  const own = { ...document.currentScript.dataset, number: Number(document.currentScript.dataset.number) };
  let source = null;
  let latest = null;
  let busy = false;
  let gone = false;
  let phone = null;
  const framed = window.parent !== window;

  // ── News ────────────────────────────────────────────────────────────────────────────────────────────────────
  // A hidden page listens to nothing: browsers allow few connections to one host, and it is told all when it is back.

  function listen() {
    if (document.hidden || source || phone) return;
    const asked = new URLSearchParams({ page: own.page, digest: own.digest });
    source = new EventSource(`${PREFIX}events?${asked}`);
    source.onmessage = message => { latest = JSON.parse(message.data); act(); };
    source.addEventListener("progress", message => {  // on the page that stands in until there is a site
      const said = document.querySelector("body > p:only-of-type");
      if (said && !own.digest) said.textContent = JSON.parse(message.data);
    });
    source.onopen = () => { host.dataset.connection = "open"; };
    source.onerror = () => {
      host.dataset.connection = "lost";
      if (source.readyState === EventSource.CLOSED) { hush(); setTimeout(listen, 1000); }
    };
  }

  function hush() {
    if (source) source.close();
    source = null;
  }

  document.addEventListener("visibilitychange", () => (document.hidden ? hush() : listen()));
  addEventListener("pagehide", hush);
  addEventListener("pageshow", listen);

  async function act() {
    if (busy) return;
    busy = true;
    try {
      while (latest) {
        const news = latest;
        latest = null;
        await follow(news);
      }
    } finally {
      busy = false;
    }
  }

  async function follow(news) {
    gone = news.state === "gone" && own.digest !== "";
    if (own.run !== news.run) own.number = 0;
    if (news.state === "changed" && news.digest !== own.digest) await morph();
    refresh(news);
    own.run = news.run;
    own.number = news.number;
    tell(news);
    host.dataset.number = news.number;
  }

  // ── The page in place ───────────────────────────────────────────────────────────────────────────────────────

  async function morph() {
    const answer = await fetch(location.href, { cache: "no-cache", headers: { Accept: "text/html" } });
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    const script = fresh.querySelector(`script[src="${PREFIX}preview.js"]`);
    if (!script) { location.reload(); return; }
    await swapStyles(fresh);
    Idiomorph.morph(document.head, fresh.head, { head: { style: "morph" } });
    for (const name of document.documentElement.getAttributeNames())
      if (name !== "style" && !fresh.documentElement.hasAttribute(name)) document.documentElement.removeAttribute(name);
    for (const name of fresh.documentElement.getAttributeNames())
      document.documentElement.setAttribute(name, fresh.documentElement.getAttribute(name));
    Idiomorph.morph(document.body, fresh.body, {
      morphStyle: "outerHTML",
      ignoreActiveValue: true,
      restoreFocus: true,
      callbacks: {
        // What the reader opened stays open.
        beforeAttributeUpdated: (name, node) => !(name === "open" && /^(details|dialog)$/i.test(node.tagName)),
        beforeNodeRemoved: node => node !== host,
        // What a template holds is not among its children.
        beforeNodeMorphed: (was, now) => {
          if (was.localName === "template" && now.localName === "template") was.innerHTML = now.innerHTML;
          return true;
        },
      },
    });
    paint();
    // What a script added is gone, since it is in no file: a script that adds things does so again.
    document.dispatchEvent(new Event("journeyblog:changed"));
    own.digest = script.dataset.digest;
    own.number = Number(script.dataset.number);
    if (source) { hush(); listen(); }
  }

  // A style sheet whose name changed with its bytes takes the old one's place only when it is there.
  async function swapStyles(fresh) {
    const plain = href => new URL(href, location.href).pathname.replace(/\.[0-9a-f]{8,}(?=\.css$)/, "");
    const old = new Map([...document.head.querySelectorAll('link[rel="stylesheet"]')].map(one => [plain(one.href), one]));
    const waits = [];
    for (const link of fresh.head.querySelectorAll('link[rel="stylesheet"]')) {
      const was = old.get(plain(link.getAttribute("href")));
      if (was && was.getAttribute("href") !== link.getAttribute("href"))
        waits.push(replaceStyle(was, link.getAttribute("href")));
    }
    await Promise.all(waits);
  }

  function replaceStyle(was, href) {
    const next = was.cloneNode();
    next.setAttribute("href", href);
    return new Promise(resolve => {
      const done = () => { was.remove(); paint(); resolve(); };
      next.addEventListener("load", done, { once: true });
      next.addEventListener("error", done, { once: true });
      was.after(next);
    });
  }

  function decoded(path) {
    try { return decodeURIComponent(path); } catch { return path; }
  }

  // Files that changed under their old names: style sheets and pictures are asked for once more.
  function refresh(news) {
    const changed = new Map(Object.entries(news.fresh).filter(([, number]) => number > own.number));
    if (!changed.size) return;
    const stamp = address => {
      const url = new URL(address, location.href);
      const number = url.origin === location.origin && changed.get(decoded(url.pathname));
      if (!number) return "";
      url.search = `?v=${number}`;
      return url.pathname + url.search;
    };
    for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
      const href = stamp(link.href);
      if (href) replaceStyle(link, href);
    }
    for (const one of document.querySelectorAll("img[src], source[src], video[src], audio[src]")) {
      const src = stamp(one.src);
      if (src) one.setAttribute("src", src);
    }
    for (const one of document.querySelectorAll("img[srcset], source[srcset]")) {
      const parts = one.getAttribute("srcset").split(",").map(part => part.trim().split(/\s+/));
      if (parts.some(([address]) => stamp(address)))
        one.setAttribute("srcset", parts.map(([address, ...rest]) => [stamp(address) || address, ...rest].join(" ")).join(", "));
    }
  }

  // ── What is wrong, and what the author may want to know ─────────────────────────────────────────────────────

  const host = document.createElement("journeyblog-preview");
  const root = host.attachShadow({ mode: "open" });
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = `${PREFIX}preview.css`;
  const area = make("div", "area");
  area.hidden = true;
  style.addEventListener("load", () => { area.hidden = false; });
  root.append(style, area);
  document.documentElement.append(host);

  function make(tag, name, text) {
    const made = document.createElement(tag);
    if (name) made.className = name;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function remembered(key, value) {
    try {
      if (value !== undefined) sessionStorage.setItem(`journeyblog-${key}`, value);
      return sessionStorage.getItem(`journeyblog-${key}`) || "";
    } catch {
      return "";
    }
  }

  let folded = "";

  function tell(news) {
    const parts = [];
    if (gone) parts.push(farewell(news));
    if (news.errors) parts.push(overlay(news));
    if (!framed) parts.push(bar(news));
    area.replaceChildren(...parts);
  }

  function farewell(news) {
    const box = make("section", "farewell");
    box.setAttribute("role", "status");
    box.append(make("p", "", news.reason
      ? `This page is no longer shown (${news.reason}).`
      : news.went ? "This page has moved." : "This page is no longer on the site."));
    if (news.went) {
      const link = make("a", "", `Go to ${news.went}`);
      link.href = encodeURI(news.went);
      box.append(link);
    }
    return box;
  }

  function overlay(news) {
    const box = make("section", "overlay");
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Mistakes");
    const signature = JSON.stringify(news.mistakes.filter(one => one.severity === "error"));
    const title = make("h2", "", news.errors === 1 ? "One mistake to mend" : `${news.errors} mistakes to mend`);
    title.setAttribute("role", "alert");
    const fold = make("button", "", folded === signature ? "Show" : "Fold");
    const list = make("div", "list");
    list.hidden = folded === signature;
    fold.type = "button";
    fold.addEventListener("click", () => {
      list.hidden = !list.hidden;
      folded = list.hidden ? signature : "";
      fold.textContent = list.hidden ? "Show" : "Fold";
    });
    const head = make("div", "head");
    head.append(title, fold);
    for (const one of news.mistakes) if (one.severity === "error") list.append(mistake(one, news));
    const more = news.errors - list.children.length;
    if (more > 0) list.append(make("p", "more", `and ${more} more: the terminal has them all`));
    box.append(head, list);
    return box;
  }

  function mistake(one, news) {
    const box = make("article", one.severity);
    box.append(make("p", "message", one.message));
    box.append(place(one, news));
    if (one.excerpt.length) {
      const code = make("pre");
      const [before, marked, after] = one.excerpt;
      code.append(make("span", "number", `${one.line} │ `), before, make("mark", "", marked), after);
      box.append(code);
    }
    if (one.hint) box.append(make("p", "hint", one.hint));
    box.append(make("p", "code", `journeyblog explain ${one.code}`));
    return box;
  }

  function place(one, news) {
    const words = one.line ? `${one.path}, line ${one.line}` : one.path;
    if (!news.editor || !/^(content|themes)\//.test(one.path)) return make("p", "place", words);
    return opener(words, "place", one.path, one.line || 1, one.column || 1);
  }

  function opener(words, name, path, line, column) {
    const button = make("button", name, words);
    button.type = "button";
    button.title = "Open in your editor";
    button.addEventListener("click", async () => {
      const answer = await fetch(`${PREFIX}edit`, {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ token: own.run, path, line, column }),
      });
      if (!answer.ok) button.textContent = (await answer.text()).trim();
    });
    return button;
  }

  function bar(news) {
    const box = make("aside", "bar");
    box.setAttribute("aria-label", "Preview");
    const small = remembered("bar") === "small";
    const facts = news.facts || {};
    const said = [];
    if (facts.state) said.push(make("strong", "state", facts.state));
    if (!small) {
      if (facts.why)
        said.push(news.editor && facts.line
          ? opener(facts.why, "why", facts.source, facts.line, 1)
          : make("span", "why", facts.why));
      if (news.drafts) said.push(drafts(news.drafts));
      for (const words of [facts.part, facts.length]) if (words) said.push(make("span", "", words));
      if (news.warnings) said.push(warnings(news));
      if (facts.source)
        said.push(news.editor ? opener(facts.source, "source", facts.source, 1, 1) : make("span", "source", facts.source));
    }
    const tools = make("span", "tools");
    if (!small) tools.append(schemeButton(news), phoneButton());
    const size = make("button", "size", small ? "Preview" : "Hide");
    size.type = "button";
    size.setAttribute("aria-expanded", String(!small));
    size.addEventListener("click", () => { remembered("bar", small ? "large" : "small"); tell(news); });
    tools.append(size);
    box.append(...said, tools);
    return box;
  }

  let warned = false;

  function warnings(news) {
    const details = make("details", "warnings");
    details.open = warned;
    details.addEventListener("toggle", () => { warned = details.open; });
    const list = make("div", "list");
    for (const one of news.mistakes) if (one.severity !== "error") list.append(mistake(one, news));
    const elsewhere = news.warnings - news.here;
    const words = [];
    if (news.here) words.push(`${count(news.here, "warning")} here`);
    if (elsewhere) words.push(news.here ? `${elsewhere} elsewhere` : count(elsewhere, "warning"));
    details.append(make("summary", "", words.join(", ")), list);
    return details;
  }

  function count(number, word) {
    return `${number} ${word}${number === 1 ? "" : "s"}`;
  }

  // ── Drafts one after the other ──────────────────────────────────────────────────────────────────────────────

  function drafts(known) {
    const box = make("nav", "drafts");
    box.setAttribute("aria-label", "Drafts");
    box.append(step("‹", "Previous draft", known.previous));
    box.append(make("span", "", known.place ? `${known.place} of ${known.count} not published` : `${known.count} not published`));
    box.append(step("›", "Next draft", known.next));
    return box;
  }

  function step(sign, name, draft) {
    if (!draft) return "";
    const link = make("a", "step", sign);
    link.href = encodeURI(draft.place);
    link.title = `${name}: ${draft.title}`;
    link.setAttribute("aria-label", link.title);
    return link;
  }

  // ── Light and dark: what the page would be on a machine set the other way ───────────────────────────────────

  const originals = new WeakMap();

  function retouched(one, media) {
    if (!originals.has(one)) originals.set(one, media);
    const wanted = remembered("scheme");
    return originals.get(one).replace(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi, (whole, scheme) =>
      !wanted ? whole : scheme.toLowerCase() === wanted ? "(min-width: 0px)" : "(max-width: 0px)");
  }

  function retouch(rules) {
    for (const rule of rules) {
      if (rule.media && /prefers-color-scheme/i.test(originals.get(rule) || rule.media.mediaText))
        rule.media.mediaText = retouched(rule, rule.media.mediaText);
      if (rule.cssRules) retouch(rule.cssRules);
    }
  }

  function paint() {
    document.documentElement.style.colorScheme = remembered("scheme");
    for (const sheet of document.styleSheets) {
      try {
        retouch(sheet.cssRules);
      } catch {
        // A sheet of another site keeps to the machine's scheme.
      }
    }
    for (const one of document.querySelectorAll("source[media]"))
      if (/prefers-color-scheme/i.test(originals.get(one) || one.media)) one.media = retouched(one, one.media);
  }

  function schemeButton(news) {
    const other = matchMedia("(prefers-color-scheme: dark)").matches ? "light" : "dark";
    const on = remembered("scheme") === other;
    const button = make("button", "scheme", other === "dark" ? "Dark" : "Light");
    button.type = "button";
    button.setAttribute("aria-pressed", String(on));
    button.addEventListener("click", () => { remembered("scheme", on ? "" : other); paint(); tell(news); });
    return button;
  }

  // ── As on a phone: the same page in a frame of its width, which is a page of the preview like any other ──────

  function phoneButton() {
    const button = make("button", "phone", "Phone");
    button.type = "button";
    button.addEventListener("click", openPhone);
    return button;
  }

  function openPhone() {
    phone = make("dialog", "handset");
    phone.setAttribute("aria-label", "As on a phone");
    const frame = make("iframe", "screen");
    frame.src = location.href;
    frame.title = "This page as on a phone";
    const close = make("button", "close", "Close");
    close.type = "button";
    close.addEventListener("click", () => phone.close());
    phone.append(close, frame);
    phone.addEventListener("close", () => {
      const there = frame.contentWindow.location.href;
      phone.remove();
      phone = null;
      if (there !== location.href && there !== "about:blank") location.assign(there);
      else listen();
    });
    root.append(phone);
    hush();
    phone.showModal();
  }

  paint();
  listen();
})();
