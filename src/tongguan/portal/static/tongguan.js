// Small conveniences; every page works without them.
document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-add-line]");
  if (add) {
    const lines = document.querySelector(add.dataset.addLine);
    const copy = lines.lastElementChild.cloneNode(true);
    copy.querySelectorAll("input").forEach((input) => { input.value = ""; });
    copy.querySelectorAll("details").forEach((it) => { it.open = false; });
    lines.append(copy);
    copy.querySelector("input").focus();
  }
  const remove = event.target.closest("[data-remove-line]");
  if (remove) {
    const line = remove.closest("fieldset");
    const form = line.closest("form");
    if (line.parentElement.children.length > 1) line.remove();
    form.dispatchEvent(new Event("change", { bubbles: true }));
  }
});
// What stands beside a button is copied; where that is not allowed, it is marked.
document.addEventListener("click", async (event) => {
  const copy = event.target.closest("[data-copy]");
  if (!copy) return;
  const text = document.getElementById(copy.dataset.copy);
  getSelection().selectAllChildren(text);
  if (!navigator.clipboard) return;
  await navigator.clipboard.writeText(text.textContent);
  copy.classList.add("copied");
  setTimeout(() => copy.classList.remove("copied"), 1500);
});
document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) window.print(); });
// A form whose answer is on its way is not sent twice.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post" || "download" in event.target.dataset) return;
  if (event.target.dataset.sent) { event.preventDefault(); return; }
  event.target.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
});
// An open group of ways closes when one goes elsewhere, or presses Escape.
const openWays = () => document.querySelectorAll(".waygroup[open]");
document.addEventListener("click", (event) => {
  openWays().forEach((group) => { if (!group.contains(event.target)) group.open = false; });
});
document.addEventListener("focusin", (event) => {
  openWays().forEach((group) => { if (!group.contains(event.target)) group.open = false; });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  openWays().forEach((group) => {
    group.open = false;
    group.querySelector("summary").focus();
  });
});
// In a list of rows J and K go to the next and the one before, T takes one in hand.
document.addEventListener("keydown", (event) => {
  const rows = document.querySelector("[data-row-keys]");
  if (!rows || event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
  const links = [...rows.querySelectorAll("[data-row-link]")];
  const here = links.findIndex((link) => link.closest("tr").contains(document.activeElement));
  const step = { j: 1, k: -1 }[event.key.toLowerCase()];
  if (step) links[Math.min(links.length - 1, Math.max(0, here + step))]?.focus();
  if (event.key.toLowerCase() === "t" && here >= 0) links[here].closest("tr").querySelector("[data-row-take]")?.click();
});
// A suggestion that is chosen is written into its field.
document.addEventListener("click", (event) => {
  const fill = event.target.closest("[data-fill]");
  if (!fill) return;
  const field = document.getElementById(fill.dataset.fill);
  field.value = fill.dataset.value;
  field.focus();
});
// What is wider than its frame can be reached, and moved, by keyboard.
const reachable = () => document.querySelectorAll(".table-responsive").forEach((frame) => {
  const wider = frame.scrollWidth > frame.clientWidth;
  if (wider === frame.hasAttribute("tabindex")) return;
  const name = frame.querySelector("caption")?.textContent;
  if (!wider) ["tabindex", "role", "aria-label"].forEach((it) => frame.removeAttribute(it));
  else Object.entries({ tabindex: 0, role: "region", "aria-label": name || document.title })
    .forEach(([key, value]) => frame.setAttribute(key, value));
});
addEventListener("load", reachable);
addEventListener("resize", reachable);
document.addEventListener("toggle", reachable, true);
document.addEventListener("htmx:afterSettle", reachable);
