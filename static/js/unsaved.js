// Asks before somebody leaves a form that says something else than the server sent. It compares with
// what stands in the page's markup, so it does not matter when a browser put back what was typed.
// The question is asked from the start, not only after a first change: scripts change boxes, too,
// and tell nobody. (Pages of the admin are never kept for "Back", so nothing is lost by that.)
const FORMS = "#content form:is([method=post], [method=POST]):not(#login-form), form[data-unsaved]"
const NOT_TYPED = "[name=csrfmiddlewaretoken], .action-select, #action-toggle, [name=action], [name=select_across], [name=index]"
// Two boxes side by side, of which Django's script makes one and sends only what is in it.
const CHOSEN = ".selector-chosen select, .selector-chosen-list"
const OFFERED = ".selector-available select, .selector-available-list"

const marked = (options) => options.map((option) => option.value)

const sentChoice = (select) => {
  const options = [...select.options]
  const found = marked(options.filter((option) => option.defaultSelected))
  if (select.multiple) return found
  return found.length ? found.slice(-1) : marked(options.filter((option) => !option.disabled).slice(0, 1))
}

const choiceNow = (select) => {
  if (select.matches(CHOSEN)) return marked([...select.options])
  return marked([...select.selectedOptions])
}

// What a box says, or what it said when it came: a list of values.
const values = (box, asSent) => {
  if (box.type === "file") return asSent ? [] : [...box.files].map((file) => file.name)
  if (box.type === "checkbox" || box.type === "radio") return (asSent ? box.defaultChecked : box.checked) ? [box.value] : []
  if (box instanceof HTMLSelectElement) return asSent ? sentChoice(box) : choiceNow(box)
  return [asSent ? box.defaultValue : box.value]
}

const isBox = (box) => box.name && !box.matches(`button, [type=submit], [type=button], [type=password], fieldset, output, ${NOT_TYPED}`)

// Every box by its name, so that a row that was added or taken out differs as well.
const state = (form, asSent) => {
  const found = new Map()
  for (const box of form.elements) {
    if (!isBox(box) || (!asSent && box.matches(OFFERED))) continue
    found.set(box.name, [...(found.get(box.name) ?? []), ...values(box, asSent)])
  }
  return JSON.stringify([...found].map(([name, all]) => [name, all.sort()]).sort())
}

const came = new Map()
for (const form of document.querySelectorAll(FORMS)) came.set(form, state(form, true))

// A form that was sent and came back, with errors or with another request to sign in, holds what
// nobody has saved.
const cameBack = (form) => form.matches("[data-unsaved]") || form.querySelector(".errornote, .errorlist:not(:empty)") !== null
const isChanged = (form) => form.isConnected && (cameBack(form) || state(form, false) !== came.get(form))

// The form that is on its way; the others on the page are lost with it.
let sent = null
addEventListener("submit", (event) => {
  const target = event.submitter?.formTarget || event.target.target
  if (!event.defaultPrevented && (!target || target === "_self")) sent = event.target
})

addEventListener("beforeunload", (event) => {
  const going = sent
  sent = null // what comes may be a file to save, and the page stays
  if ([...came.keys()].some((form) => form !== going && isChanged(form))) {
    event.preventDefault()
    event.returnValue = true // for browsers that know no better
  }
})
