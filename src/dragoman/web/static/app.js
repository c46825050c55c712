// Keys and comfort. Every page works without this file.
"use strict";
(() => {
  const $ = (query, root = document) => root.querySelector(query);
  const $$ = (query, root = document) => [...root.querySelectorAll(query)];
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const items = () => $$(".item").filter((one) => one.offsetParent !== null);
  const PLACES = { o: "/", s: "/stories", e: "/events", p: "/positions", r: "/review" };
  let at = -1;
  let going = false;

  function move(step) {
    const found = items();
    if (!found.length) return;
    const held = $(".item.here");
    at = held ? found.indexOf(held) : step > 0 ? -1 : found.length;
    at = Math.max(0, Math.min(found.length - 1, at + step));
    held?.classList.remove("here");
    const one = found[at];
    one.classList.add("here");
    const link = one.matches("details") ? $("summary", one) : $("a, button", one);
    (link || one).focus({ preventScroll: true });
    one.scrollIntoView({ block: "nearest" });
  }

  function open() {
    const one = $(".item.here");
    if (!one) return false;
    if (one.matches("details")) one.open = !one.open;
    else $("a[href]", one)?.click();
    return true;
  }

  function pressed(key) {
    const one = $(`[data-key="${key}"]:not([disabled])`);
    if (!one) return false;
    one.click();
    if (key === "e") $("#edit select")?.focus();
    return true;
  }

  function help() {
    const box = $("#help");
    if (box.open) box.close();
    else box.showModal();
  }

  const KEYS = {
    j: () => move(1),
    k: () => move(-1),
    "/": () => $("#q")?.focus(),
    "?": help,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event.target)) {
      event.target.blur();
      return;
    }
    if (typing(event.target)) return;
    if (going) {
      going = false;
      if (PLACES[event.key]) {
        location.href = PLACES[event.key];
        event.preventDefault();
      }
      return;
    }
    if (event.key === "g") {
      going = true;
      setTimeout(() => (going = false), 1500);
    } else if (event.key === "Enter") {
      if (event.target === document.body || event.target.matches(".item, main")) {
        if (open()) event.preventDefault();
      }
    } else if (pressed(event.key)) {
      event.preventDefault();
    } else if (KEYS[event.key]) {
      KEYS[event.key]();
      event.preventDefault();
    }
  });

  // An address that points into a closed note opens it.
  function unfold() {
    const one = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!one) return;
    for (let box = one.closest("details"); box; box = box.parentElement?.closest("details")) {
      box.open = true;
    }
    one.scrollIntoView({ block: "center" });
  }
  addEventListener("hashchange", unfold);
  unfold();

  // Words marked in an article fill the form that adds an event.
  const words = $("#add-words");
  if (words) {
    document.addEventListener("selectionchange", () => {
      const text = String(getSelection()).trim();
      const inside = getSelection().anchorNode?.parentElement?.closest(".marked");
      if (inside && text && text.length <= 200) words.value = text;
    });
  }

  // One form is sent once, and the page comes back where it was.
  const place = "place:" + location.pathname + location.search;
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
    try {
      sessionStorage.setItem(place, String(scrollY));
    } catch {
      // No storage: the page simply opens at its top.
    }
  });
  addEventListener("pageshow", () => {
    $$("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });
  try {
    const held = sessionStorage.getItem(place);
    if (held !== null && !location.hash) scrollTo(0, Number(held));
    sessionStorage.removeItem(place);
  } catch {
    // As above.
  }

  // What is typed into a form that was not sent is there again after a reload.
  for (const form of $$("form.edit")) {
    const key = "draft:" + location.pathname + ":" + $$("form.edit").indexOf(form);
    try {
      const held = JSON.parse(sessionStorage.getItem(key) || "null");
      if (held && held.mention === (form.mention?.value ?? null)) {
        for (const [name, value] of Object.entries(held.fields)) {
          if (form.elements[name]?.type !== "hidden" && form.elements[name]) form.elements[name].value = value;
        }
      }
      form.addEventListener("input", () => {
        const fields = Object.fromEntries(new FormData(form));
        sessionStorage.setItem(key, JSON.stringify({ mention: form.mention?.value ?? null, fields }));
      });
      form.addEventListener("submit", () => sessionStorage.removeItem(key));
    } catch {
      // As above.
    }
  }

  // The menu closes when one clicks elsewhere or leaves it.
  const more = $(".more");
  document.addEventListener("click", (event) => {
    if (more?.open && !more.contains(event.target)) more.open = false;
  });
})();
