// Word and Outlook paste the items of a list as paragraphs that say in their style what they are:
// "mso-list: l0 level2 lfo1", with the mark in a span "mso-list: Ignore". This makes lists of them.
// What comes without its styles, the server reads by the marks (richtext/pasted_lists.py).
const LEVEL = /mso-list:[^;"]*level(\d)/i;
const NUMBERED = /^\s*\(?(?:\d+|[a-z]{1,3})[.)]/i;

function markOf(paragraph) {
  const spans = paragraph.querySelectorAll("[data-style]");
  return [...spans].find((span) => /mso-list:\s*ignore/i.test(span.dataset.style));
}

function levelOf(element) {
  const style = element.tagName === "P" ? (element.dataset.style ?? "") : "";
  return Number(style.match(LEVEL)?.[1] ?? 0);
}

function newItem(paragraph, list) {
  markOf(paragraph)?.remove();
  const item = list.ownerDocument.createElement("li");
  const words = list.ownerDocument.createElement("p");
  words.append(...paragraph.childNodes);
  item.append(words);
  list.append(item);
  return item;
}

// Lists that are open, the outermost first; an item of a deeper level stands in the last one.
function placed(paragraph, open) {
  const level = Math.min(levelOf(paragraph), open.length + 1);
  const tag = NUMBERED.test(markOf(paragraph)?.textContent ?? "") ? "ol" : "ul";
  open.length = Math.min(open.length, level);
  if (open.length < level) {
    const list = paragraph.ownerDocument.createElement(tag);
    if (level === 1) paragraph.before(list);
    else open.at(-1).lastElementChild.append(list);
    open.push(list);
  }
  newItem(paragraph, open.at(-1));
  paragraph.remove();
  return open;
}

// The policy of the admin forbids styles, and would complain of each one while it is read.
function withoutStyles(html) {
  return html.replace(/<[^>]+>/g, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
}

export function withLists(html) {
  const pasted = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  let open = [];
  for (const paragraph of pasted.querySelectorAll("p")) {
    if (!levelOf(paragraph)) {
      open = [];
      continue;
    }
    // Another list has begun where something stands between.
    if (open.length && paragraph.previousElementSibling !== open[0]) open = [];
    open = placed(paragraph, open);
  }
  return pasted.body.innerHTML;
}
