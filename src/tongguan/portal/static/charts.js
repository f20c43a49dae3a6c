// Draws the charts. Their numbers are in the page as JSON; their colours in the tokens.
(function () {
  const token = (name) =>
    getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const tone = (name) => token(`--tg-${name}`);
  const frame = () => ({
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    tooltip: { renderMode: "richText", trigger: "axis", axisPointer: { type: "shadow" } },
  });
  const axis = () => ({
    axisLine: { lineStyle: { color: token("--tg-line") } },
    axisLabel: { color: token("--tg-soft") },
    splitLine: { lineStyle: { color: token("--tg-line") } },
    axisTick: { show: false },
  });
  const options = {
    ways(ways) {
      const value = (way) => (way.tax === null ? null : Number(way.tax));
      const colours = ["good", "busy", "warn"];
      return {
        ...frame(),
        grid: { left: 8, right: 56, top: 4, bottom: 4, containLabel: true },
        xAxis: { type: "value", ...axis(), axisLabel: { show: false }, splitLine: { show: false } },
        yAxis: { type: "category", inverse: true, ...axis(), data: ways.map((way) => way.name) },
        series: [{
          type: "bar", barMaxWidth: 22,
          label: { show: true, position: "right", color: token("--tg-ink"), formatter: (it) => it.value.toFixed(2) },
          data: ways.map((way, index) => ({ value: value(way), itemStyle: { color: tone(colours[index]), borderRadius: 3 } })),
        }],
      };
    },
    beats(seen) {
      const seconds = seen.beats[0].counts.map((_, index) => index - 60);
      return {
        ...frame(),
        legend: { bottom: 0, textStyle: { color: token("--tg-soft") }, itemWidth: 12, itemHeight: 12 },
        grid: { left: 8, right: 16, top: 16, bottom: 36, containLabel: true },
        xAxis: { type: "category", data: seconds, ...axis(), axisLabel: { color: token("--tg-soft"), interval: 9, formatter: (second) => `${second}s` } },
        yAxis: { type: "value", minInterval: 1, ...axis() },
        series: seen.beats.map((beat) => ({
          name: beat.name, type: "bar", stack: "all", barCategoryGap: "20%",
          itemStyle: { color: tone(beat.tone) }, data: beat.counts,
        })),
      };
    },
    days(seen) {
      return {
        ...frame(),
        legend: { bottom: 0, textStyle: { color: token("--tg-soft") }, itemWidth: 12, itemHeight: 12 },
        grid: { left: 8, right: 16, top: 16, bottom: 36, containLabel: true },
        xAxis: { type: "category", data: seen.days, ...axis() },
        yAxis: { type: "value", minInterval: 1, ...axis() },
        series: seen.series.map((one) => ({
          name: one.name, type: "bar", barMaxWidth: 14,
          itemStyle: { color: tone(one.tone), borderRadius: 3 }, data: one.counts,
        })),
      };
    },
    hours(seen) {
      const tones = ["busy", "good", "look", "warn", "halt", "quiet", "bad"];
      return {
        ...frame(),
        legend: { bottom: 0, type: "scroll", textStyle: { color: token("--tg-soft") }, itemWidth: 12, itemHeight: 12 },
        grid: { left: 8, right: 16, top: 16, bottom: 36, containLabel: true },
        xAxis: { type: "category", data: seen.hours, ...axis() },
        yAxis: { type: "value", minInterval: 1, ...axis() },
        series: Object.entries(seen.series).map(([name, data], index) => ({
          name, type: "bar", stack: "all", barCategoryGap: "20%", itemStyle: { color: tone(tones[index % tones.length]) }, data,
        })),
      };
    },
    states(seen) {
      return {
        ...frame(),
        tooltip: { renderMode: "richText", trigger: "item" },
        grid: { left: 8, right: 64, top: 4, bottom: 4, containLabel: true },
        xAxis: { type: "value", ...axis(), axisLabel: { show: false }, splitLine: { show: false } },
        yAxis: { type: "category", inverse: true, ...axis(), data: seen.states.map((it) => it.name) },
        series: [{
          type: "bar", barMaxWidth: 18,
          label: { show: true, position: "right", color: token("--tg-ink"), formatter: (it) => it.value.toLocaleString() },
          data: seen.states.map((it) => ({ value: it.count, itemStyle: { color: tone(it.tone), borderRadius: 3 } })),
        }],
      };
    },
  };
  const drawn = new Map();
  function draw(place, data) {
    const known = drawn.get(place);
    const chart = known ? known.chart : echarts.init(place);
    if (data) drawn.set(place, { chart, data });
    chart.setOption(options[place.dataset.chart](data || known.data), { notMerge: !known });
  }
  function drawAll(root) {
    for (const [place, { chart }] of drawn) {
      if (!place.isConnected) { chart.dispose(); drawn.delete(place); }
    }
    root.querySelectorAll("[data-chart][data-values]").forEach((place) => {
      draw(place, JSON.parse(place.dataset.values));
    });
  }
  window.tongguanDraw = draw;
  document.addEventListener("DOMContentLoaded", () => drawAll(document));
  document.addEventListener("htmx:afterSwap", (event) => drawAll(event.detail.target));
  document.addEventListener("themechange", () => drawn.forEach((_, place) => draw(place)));
  window.addEventListener("resize", () => drawn.forEach(({ chart }) => chart.resize()));
})();
