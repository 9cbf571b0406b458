// Turns every textarea with data-richtext into an editor. Without this file the textarea of HTML
// stays as it is and works. Imports files by their paths: no import map, so no nonce is needed.
import {
  Editor,
  Image as BaseImage,
  Link as BaseLink,
  Table as BaseTable,
  updateAttrsDialog,
} from "../django_prose_editor/editor.js";
import * as available from "../django_prose_editor/editor.js";
import { chooseImage } from "./choose_image.js";
import { withLists } from "./word_lists.js";

const askForLink = updateAttrsDialog(
  { href: { type: "string", title: "Address (https://, mailto:, tel: or /page/)" } },
  { title: "Link", submitText: "Save link" },
);

const askForTable = updateAttrsDialog(
  {
    caption: { type: "string", title: "Caption: what the table shows" },
    rows: { type: "number", title: "Rows", format: "number", default: "3", min: "1", max: "50" },
    cols: { type: "number", title: "Columns", format: "number", default: "2", min: "1", max: "8" },
  },
  { title: "New table", submitText: "Insert table" },
);

const askForCaption = updateAttrsDialog(
  { caption: { type: "string", title: "Caption: what the table shows" } },
  { title: "Table caption", submitText: "Save caption" },
);

// The package's dialog also asks for a title attribute, which is of no use to many people.
const Link = BaseLink.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          if (editor.state.selection.empty && !editor.isActive("link")) return false;
          askForLink(editor, editor.getAttributes("link")).then((answer) => {
            if (!answer) return;
            const chain = editor.chain().focus().extendMarkRange("link");
            if (answer.href) chain.setMark("link", { href: answer.href }).run();
            else chain.unsetLink().run();
          });
          return true;
        },
    };
  },
});

// The package loses captions and makes tables without header cells. Ours keeps the caption as a
// property of the table and shows it above; it is changed with its own button.
const Table = BaseTable.extend({
  addAttributes() {
    const read = (table) => table.querySelector("caption")?.textContent.trim() || null;
    return { ...this.parent?.(), caption: { default: null, parseHTML: read, rendered: false } };
  },
  parseHTML() {
    return [{ tag: "table" }, { tag: "caption", ignore: true }];
  },
  renderHTML({ node }) {
    const { caption } = node.attrs;
    const rows = ["tbody", 0];
    if (!caption) return ["table", rows];
    return ["table", ["caption", { contenteditable: "false" }, caption], rows];
  },
  addNodeView() {
    return null;
  },
  addMenuItems({ buttons, menu }) {
    this.parent?.({ buttons, menu });
    menu.defineItem({
      name: "table:caption",
      groups: "table",
      button: buttons.text("Caption", "Table caption"),
      hidden: (editor) => !editor.isActive("table"),
      command(editor) {
        askForCaption(editor, editor.getAttributes("table")).then((answer) => {
          if (!answer) return;
          const caption = answer.caption.trim() || null;
          editor.chain().focus().updateAttributes("table", { caption }).run();
        });
      },
    });
  },
  addCommands() {
    return {
      ...this.parent?.(),
      insertTableWithOptions:
        () =>
        ({ editor }) => {
          askForTable(editor, {}).then((answer) => {
            if (!answer) return;
            const rows = Number.parseInt(answer.rows, 10) || 3;
            const cols = Number.parseInt(answer.cols, 10) || 2;
            const caption = answer.caption.trim() || null;
            const chain = editor.chain().focus().insertTable({ rows, cols, withHeaderRow: true });
            chain.updateAttributes("table", { caption }).run();
          });
          return true;
        },
    };
  },
});

// The package takes any image with any words. Ours is a reference to an image of this site: what it
// says and how large it is are kept with the image itself.
const OWN_IMAGE = /^(\/media\/images\/([-\w]+)\/)(?:\d+\/)?$/;

function ownAddress(img) {
  const { origin, href } = window.location;
  const src = img.getAttribute("src");
  const url = URL.canParse(src, href) ? new URL(src, href) : {};
  return url.origin === origin && (url.pathname.match(OWN_IMAGE)?.[1] ?? false);
}

const paragraph = (...content) => ({ type: "paragraph", content });
const Image = BaseImage.extend({
  addOptions() {
    return { ...this.parent?.(), source: "" };
  },
  addAttributes() {
    return { src: { default: null, parseHTML: ownAddress } };
  },
  parseHTML() {
    return [{ tag: "img[src]", getAttrs: (img) => ownAddress(img) && {} }];
  },
  renderHTML({ HTMLAttributes: { src } }) {
    return ["img", { src, alt: `Image: ${src.match(OWN_IMAGE)[2].replaceAll("-", " ")}` }];
  },
  addInputRules() {
    return [];
  },
  addMenuItems({ buttons, menu }) {
    const { source } = this.options;
    if (!source) return;
    menu.defineItem({
      name: "image",
      groups: "image",
      button: buttons.material("image", "Image"),
      active: (editor) => editor.isActive("image"),
      async command(editor) {
        const src = await chooseImage(source);
        // At once: `focus()` of a chain waits for the next frame, and what is typed before is lost.
        editor.view.focus();
        const chain = editor.chain().focus().scrollIntoView();
        const image = { type: "image", attrs: { src } };
        if (!src) chain.run();
        else if (editor.isActive("image")) chain.insertContent(image).run();
        else chain.insertContent([paragraph(image), paragraph()]).run(); // to write on after it
      },
    });
  },
});

const extensions = { ...available, Image, Link, Table };

function configured(settings) {
  return Object.entries(settings)
    .filter(([, setting]) => setting !== false)
    .map(([name, setting]) =>
      typeof setting === "object" ? extensions[name].configure(setting) : extensions[name],
    );
}

// The editing box is no form control: its name, help and errors must be tied to it by hand.
function describe(textarea) {
  const attributes = { role: "textbox", "aria-multiline": "true" };
  const label = textarea.labels[0];
  if (label) {
    label.id ||= `${textarea.id}_label`;
    attributes["aria-labelledby"] = label.id;
  }
  for (const name of ["aria-describedby", "aria-invalid", "aria-label"]) {
    if (textarea.hasAttribute(name)) attributes[name] = textarea.getAttribute(name);
  }
  return attributes;
}

// What the buttons show by colour alone, said to screen readers too.
function tellStateOfButtons(editor, label) {
  const menu = editor.view.dom.previousElementSibling;
  menu.setAttribute("role", "group");
  menu.setAttribute("aria-label", `Formatting of ${label?.textContent.trim() || "the text"}`);
  const tell = () => {
    for (const button of menu.querySelectorAll("button")) {
      button.setAttribute("aria-pressed", button.classList.contains("active"));
      button.setAttribute("aria-disabled", button.classList.contains("disabled"));
    }
  };
  editor.on("transaction", tell);
  tell();
}

function isEmpty(html) {
  return /^<(\w+)><\/\1>$/.test(html);
}

function start(textarea) {
  if (textarea.id.includes("__prefix__") || textarea.closest(".prose-editor")) return;
  const label = textarea.labels[0];
  const attributes = describe(textarea);
  const element = document.createElement("div");
  element.className = textarea.disabled ? "prose-editor disabled" : "prose-editor";
  textarea.before(element);
  element.append(textarea);
  const settings = { Document: true, Paragraph: true, Text: true, Gapcursor: true, History: true };
  Object.assign(settings, JSON.parse(textarea.dataset.richtext));
  settings.Image = { ...settings.Image, source: textarea.dataset.chooseImage };
  const editor = new Editor({
    element,
    editable: !textarea.disabled,
    extensions: configured(settings),
    content: textarea.value,
    injectCSS: false, // these rules stand in css/richtext.css, the policy allows no style in a page
    editorProps: { attributes, transformPastedHTML: withLists },
    onCreate: ({ editor: created }) => setTimeout(() => tellStateOfButtons(created, label)),
    onUpdate({ editor: changed }) {
      const html = changed.getHTML();
      textarea.value = isEmpty(html) ? "" : html;
      textarea.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  label?.addEventListener("click", () => editor.commands.focus());
}

function startAll(container) {
  container.querySelectorAll("textarea[data-richtext]").forEach(start);
}

startAll(document);
// The admin's "add another" says this of the row it adds.
document.addEventListener("formset:added", (event) => startAll(event.target));
