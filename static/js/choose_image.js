// The dialog in which an editor chooses one of the site's images. It stands outside the admin's
// form: its search must not send that.
function element(name, properties = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role") made.setAttribute(key, value);
    else made[key] = value;
  }
  made.append(...children);
  return made;
}

function inWords({ found, images }) {
  if (!found) return "No image fits. Try another word, or add a new image.";
  const count = found === 1 ? "1 image." : `${found} images.`;
  return found > images.length ? `${count} These are the newest ${images.length}.` : count;
}

function choice(image, choose) {
  const words = element("span", { className: "lo-choose__words" }, image.words);
  const title = element("strong", {}, image.title);
  if (image.state) title.append(` (${image.state.toLowerCase()}: families cannot see it yet)`);
  const picture = element("img", { src: image.thumbnail, alt: "", loading: "lazy" });
  const button = element("button", { type: "button" }, picture, title, words);
  button.addEventListener("click", () => choose(image.address));
  return element("li", {}, button);
}

// Resolves with the address of an image, or with null. `source` answers `?q=` with the images.
export function chooseImage(source) {
  const heading = element("h2", { id: "lo-choose-heading" }, "Choose an image");
  const search = element("input", { type: "search", id: "lo-choose-search" });
  const label = element("label", { htmlFor: "lo-choose-search" }, "Words in its title");
  const status = element("p", { role: "status" });
  const list = element("ul", { className: "lo-choose__list" });
  const add = element("a", { target: "_blank", hidden: true }, "Add a new image (in a new tab)");
  const cancel = element("button", { type: "button" }, "Cancel");
  const submit = element("button", { type: "submit" }, "Search");
  const form = element("form", { role: "search" }, label, search, submit);
  const foot = element("p", { className: "lo-choose__foot" }, add, cancel);
  const dialog = element(
    "dialog",
    { className: "lo-choose", "aria-labelledby": heading.id },
    ...[heading, form, status, list, foot],
  );
  let chosen = null;
  let asked = 0;

  async function show() {
    const number = ++asked;
    status.textContent = "Looking …";
    try {
      const response = await fetch(`${source}?${new URLSearchParams({ q: search.value })}`);
      if (!response.ok) throw new Error(response.statusText);
      const answer = await response.json();
      if (number !== asked) return; // somebody has typed on
      list.replaceChildren(...answer.images.map((image) => choice(image, take)));
      status.textContent = inWords(answer);
      add.hidden = !answer.add;
      add.href = answer.add;
    } catch {
      status.textContent = "The images cannot be shown. Check that you are signed in, and try again.";
    }
  }
  function take(address) {
    chosen = address;
    dialog.close();
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  cancel.addEventListener("click", () => dialog.close());
  // Back from the tab in which an image was added: there it is.
  const again = () => document.visibilityState === "visible" && show();
  document.addEventListener("visibilitychange", again);
  document.body.append(dialog);
  dialog.showModal();
  search.focus();
  show();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      document.removeEventListener("visibilitychange", again);
      dialog.remove();
      resolve(chosen);
    });
  });
}
