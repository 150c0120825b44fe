"use strict";
const root = document.currentScript.dataset.root;
const stored = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
const dark = window.matchMedia("(prefers-color-scheme: dark)");
const setTheme = theme => { document.documentElement.dataset.theme = theme; };
setTheme(stored || (dark.matches ? "dark" : "light"));

document.addEventListener("DOMContentLoaded", () => {
  const byId = id => document.getElementById(id);
  const make = (tag, properties) => Object.assign(document.createElement(tag), properties);

  byId("theme").onclick = () => {
    const theme = document.documentElement.dataset.theme === "dark" ? "light" : "dark";
    setTheme(theme);
    try { localStorage.setItem("theme", theme); } catch { /* it is kept for this page */ }
  };

  const menu = byId("menu");
  menu.onclick = () => {
    const open = byId("navigation").classList.toggle("open");
    menu.setAttribute("aria-expanded", open);
  };
  const current = document.querySelector("#navigation [aria-current]");
  if (current) current.scrollIntoView({ block: "nearest" });

  for (const code of document.querySelectorAll("pre code")) {
    const language = /language-(\w+)/.exec(code.className);
    if (language && window.hljs && window.hljs.getLanguage(language[1])) window.hljs.highlightElement(code);
    const copy = make("button", { type: "button", textContent: "Copy" });
    copy.onclick = async () => {
      await navigator.clipboard.writeText(code.textContent);
      copy.textContent = "Copied";
      setTimeout(() => { copy.textContent = "Copy"; }, 1500);
    };
    code.parentElement.append(copy);
    code.tabIndex = 0;
  }

  for (const heading of document.querySelectorAll("main :is(h2, h3)[id]")) {
    heading.append(make("a", { className: "anchor", href: "#" + heading.id, textContent: "#", ariaLabel: "Link to this section" }));
  }
  const entries = new Map([...document.querySelectorAll("aside a")].map(a => [a.hash.slice(1), a]));
  const headings = [...entries.keys()].map(byId);
  const mark = () => {
    const above = headings.filter(heading => heading.getBoundingClientRect().top < 140);
    entries.forEach((a, id) => a.classList.toggle("here", above.length > 0 && id === above[above.length - 1].id));
  };
  addEventListener("scroll", mark, { passive: true });
  mark();

  search(byId("search"), byId("results"), make);
});

/* Every word must be in a section. A word in a title counts more than one in a heading or in the text. */
function search(input, results, make) {
  const index = window.searchIndex.map(([address, title, heading, text]) =>
    ({ address, title, heading, text, lower: [title, heading, text].map(part => part.toLowerCase()) }));
  const score = (section, words) => {
    let sum = 0;
    for (const word of words) {
      const weights = [12, 20, 1];
      const found = section.lower.map((part, i) => part.includes(word) ? weights[i] + (part.startsWith(word) ? 4 : 0) : 0);
      if (!found.some(Boolean)) return 0;
      sum += Math.max(...found) + Math.min(3, section.lower[2].split(word).length - 1);
    }
    return sum;
  };
  const excerpt = (section, words) => {
    const at = Math.max(0, section.lower[2].indexOf(words.find(word => section.lower[2].includes(word)) ?? "") - 50);
    return (at > 0 ? "… " : "") + section.text.slice(at, at + 160);
  };
  const marked = (text, words) => {
    const line = make("small", {});
    const pattern = new RegExp("(" + words.map(word => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("|") + ")", "i");
    text.split(pattern).forEach((part, i) => line.append(i % 2 ? make("mark", { textContent: part }) : part));
    return line;
  };
  const show = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = words.length === 0 ? [] : index.map(section => [score(section, words), section])
      .filter(([points]) => points > 0).sort((a, b) => b[0] - a[0]).slice(0, 12);
    results.replaceChildren(...found.map(([, section], i) => {
      const title = section.title === section.heading ? section.title : section.title + " › " + section.heading;
      const link = make("a", { href: root + "/" + section.address, textContent: title, role: "option", id: "result" + i });
      link.append(marked(excerpt(section, words), words));
      return link;
    }));
    if (words.length > 0 && found.length === 0) results.append(make("p", { textContent: "Nothing found." }));
    results.hidden = words.length === 0;
    input.setAttribute("aria-expanded", !results.hidden);
    select(0);
  };
  const select = place => {
    const links = [...results.querySelectorAll("a")];
    links.forEach((link, i) => link.setAttribute("aria-selected", i === place));
    if (links[place]) {
      input.setAttribute("aria-activedescendant", links[place].id);
      links[place].scrollIntoView({ block: "nearest" });
    }
  };
  input.addEventListener("input", show);
  input.addEventListener("focus", show);
  input.addEventListener("keydown", event => {
    const links = [...results.querySelectorAll("a")];
    const place = links.findIndex(link => link.getAttribute("aria-selected") === "true");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      select(Math.min(Math.max(place + (event.key === "ArrowDown" ? 1 : -1), 0), links.length - 1));
    } else if (event.key === "Enter" && links[place]) {
      results.hidden = true;
      location.href = links[place].href;
    } else if (event.key === "Escape") {
      results.hidden = true;
    }
  });
  document.addEventListener("click", event => {
    if (!event.target.closest(".search")) results.hidden = true;
  });
  document.addEventListener("keydown", event => {
    if (event.key === "/" && !/INPUT|TEXTAREA/.test(event.target.tagName)) {
      event.preventDefault();
      input.focus();
    }
  });
}
