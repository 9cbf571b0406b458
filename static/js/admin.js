// Mends what axe finds in the admin's own markup: names of icons and of the halves of a date and time.
const label = (input) => {
  const field = input.closest("fieldset, .form-row")?.querySelector("legend, label")
  const part = input.previousSibling?.textContent.trim() || (input.name.endsWith("_1") ? "Time" : "Date")
  return [field?.textContent, part].map((text) => (text || "").trim().replace(/:$/, "")).join(" ").trim()
}

const mend = () => {
  document.querySelectorAll(".help-tooltip[aria-label]:not([role])").forEach((icon) => icon.setAttribute("role", "img"))
  document.querySelectorAll("p.datetime input:not([aria-label])").forEach((input) => input.setAttribute("aria-label", label(input)))
}

mend()
addEventListener("load", mend)
document.addEventListener("formset:added", mend)
