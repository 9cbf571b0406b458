// Mends what axe finds in the markup of Django's admin, also in what scripts add to the page later.
const words = (element) => (element?.textContent || "").trim().replace(/:$/, "")

const each = (selector, mend) => document.querySelectorAll(selector).forEach(mend)

// The halves of a date and time: the field's label, then "Date" or "Time".
const nameHalf = (input) => {
  const field = input.closest("fieldset, .form-row")?.querySelector("legend, label")
  const half = words(input.previousSibling) || (input.name.endsWith("_1") ? "Time" : "Date")
  input.setAttribute("aria-label", `${words(field)} ${half}`.trim())
}

// In a table of inlines the label is the column's heading.
const nameCell = (input) => {
  const cell = input.closest("td")
  const heading = words(cell.closest("table").tHead.rows[0].cells[cell.cellIndex])
  const row = words(cell.closest("tr").querySelector(".original p"))
  input.setAttribute("aria-label", `${heading} ${row}`.trim())
}

// Select2 names its box after the chosen text alone, and the other boxes not at all.
const nameChooser = (box) => {
  const select = box.closest(".select2-container").previousElementSibling
  const label = words(document.querySelector(`label[for="${select?.id}"]`)) || select?.getAttribute("aria-label")
  const shown = box.querySelector(".select2-selection__rendered")
  const name = [label || "Choose", words(shown).replace(/^×/, "")].filter(Boolean).join(": ")
  box.removeAttribute("aria-labelledby")
  box.setAttribute("aria-label", name)
  shown?.setAttribute("aria-label", name)
}

// A table that scrolls sideways is reached by the keyboard also where nothing in it is edited.
const reach = (group) => {
  if (!group.querySelector("a, button, select, textarea, input:not([type=hidden])")) group.tabIndex = 0
}

const mend = () => {
  each('.inline-group[data-inline-type="tabular"]:not([tabindex])', reach)
  each(".help-tooltip[aria-label]:not([role])", (icon) => icon.setAttribute("role", "img"))
  each("p.datetime input:not([aria-label])", nameHalf)
  each(".tabular td :is(input, select, textarea):not([type=hidden], [aria-label], .select2-search__field)", nameCell)
  each(".tabular thead th:empty", (heading) => heading.insertAdjacentHTML("beforeend", '<span class="visually-hidden">Row</span>'))
  each(".select2-selection[aria-labelledby]", nameChooser)
  // "Clear all" is no item of the list it stands in; each item has a cross of its own.
  each("ul.select2-selection__rendered > .select2-selection__clear", (cross) => cross.remove())
  each(".select2-search__field:not([aria-label])", (input) => input.setAttribute("aria-label", "Type to search"))
}

// What went wrong, or what was done, is read first. Django's own forms do not say so in their markup,
// and its script puts the focus into the first box after them.
const readFirst = () => {
  const note = document.querySelector(".errornote") || document.querySelector(".messagelist")
  if (!note) return
  note.tabIndex = -1
  note.focus()
}
addEventListener("load", readFirst)

mend()
// Once after each script that changed the page, before anybody can meet what it added.
new MutationObserver(mend).observe(document.body, { childList: true, subtree: true })
