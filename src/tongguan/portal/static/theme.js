// Chooses light or dark before the page is painted; the choice is kept on this device.
(function () {
  const root = document.documentElement;
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const kept = () => {
    try { return localStorage.getItem("theme"); } catch { return null; }
  };
  const apply = () => {
    root.dataset.bsTheme = kept() || (dark.matches ? "dark" : "light");
  };
  apply();
  dark.addEventListener("change", () => {
    apply();
    document.dispatchEvent(new Event("themechange"));
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    const next = root.dataset.bsTheme === "dark" ? "light" : "dark";
    try { localStorage.setItem("theme", next); } catch { /* private browsing */ }
    root.dataset.bsTheme = next;
    document.dispatchEvent(new Event("themechange"));
  });
})();
