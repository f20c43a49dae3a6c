// Asks for the pulse every second while the page can be seen, and shows it.
(function () {
  const board = document.getElementById("dashboard");
  const dot = document.querySelector("[data-beat]");
  const find = (seen, path) => path.split(".").reduce((it, name) => it[name], seen);

  function reasons(list, found) {
    const most = Math.max(1, ...found.map((it) => it.count));
    list.replaceChildren(...found.map((it) => {
      const item = document.createElement("li");
      const code = Object.assign(document.createElement("span"), { className: "chip", textContent: it.code });
      const text = Object.assign(document.createElement("span"), { className: "reason-text", textContent: it.text });
      const meter = Object.assign(document.createElement("meter"), { max: most, value: it.count });
      const count = Object.assign(document.createElement("b"), { textContent: it.count.toLocaleString() });
      meter.setAttribute("aria-label", it.code);
      item.append(code, text, meter, count);
      return item;
    }));
  }

  function show(seen) {
    document.querySelectorAll("[data-show]").forEach((place) => {
      place.textContent = find(seen, place.dataset.show);
    });
    board.querySelectorAll("[data-chart]").forEach((place) => window.tongguanDraw(place, seen));
    reasons(board.querySelector("[data-reasons]"), seen.reasons);
  }

  async function beat() {
    if (document.hidden) return;
    try {
      const answer = await fetch(board.dataset.pulse, { headers: { Accept: "application/json" } });
      if (answer.redirected) { window.location.reload(); return; }
      if (!answer.ok) throw new Error(answer.status);
      show(await answer.json());
      dot.classList.remove("late");
    } catch {
      dot.classList.add("late");
    }
  }

  show(JSON.parse(document.getElementById("pulse-now").textContent));
  (function next() { setTimeout(() => beat().finally(next), 1000); })();
})();
