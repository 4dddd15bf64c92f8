// The histogram over all days with its brush, and the clock that steps and plays by day.

const PLAY_MS = 420;
const BAR_HEIGHT = 46;

/** Draw the timeline; `page.setWindow(from, to)` is told when the reader moves it (null, null for all days). */
function makeTimeline(model, page) {
  const canvas = document.querySelector("#histogram canvas"),
    box = byId("histogram");
  const handles = { brush: byId("brush"), from: byId("brush-from"), to: byId("brush-to") };
  const now = { first: 0, last: 0, from: 0, to: 0, all: true, timer: null, result: null, state: null };

  function update(result, state) {
    Object.assign(now, { result, state });
    [now.first, now.last] = daySpan(model, state.off);
    now.all = state.from === null;
    now.from = now.all ? now.first : Math.max(now.first, Math.min(state.from, now.last));
    now.to = now.all ? now.last : Math.max(now.from, Math.min(state.to, now.last));
    byId("timeline").hidden = now.first === 0;
    if (now.first === 0) return;
    byId("window").textContent = formatDays(now.from, now.to, SHORT_DAY);
    paint();
    placeHandles();
    showPresets();
  }

  const days = () => now.last - now.first + 1;
  const width = () => box.clientWidth;
  const xOf = (day) => ((day - now.first) / days()) * width();
  const dayAt = (x) => Math.max(now.first, Math.min(now.last, now.first + Math.floor((x / width()) * days())));

  function paint() {
    const ratio = Math.min(2, window.devicePixelRatio || 1),
      height = BAR_HEIGHT;
    canvas.width = Math.round(width() * ratio);
    canvas.height = Math.round((height + 16) * ratio);
    const context = canvas.getContext("2d");
    context.scale(ratio, ratio);
    const perBin = [1, 7, 14, 28, 91, 182, 364].find((length) => days() / length <= width() / 3) || 364;
    const bins = countByBin(model, now, perBin),
      most = Math.max(1, ...bins.totals);
    const barWidth = Math.max(1, (width() / days()) * perBin);
    bins.totals.forEach((total, bin) => {
      if (!total) return;
      const day = now.first + bin * perBin,
        x = xOf(day);
      const inside = day + perBin > now.from && day <= now.to;
      let y = height;
      model.families.forEach((family, f) => {
        const tall = (bins.families[bin * model.families.length + f] / most) * (height - 6);
        if (!tall) return;
        context.fillStyle = inside ? family.colour : `${family.colour}55`;
        context.fillRect(x + 0.5, y - tall, Math.max(1, Math.min(barWidth - 1, 34)), tall);
        y -= tall;
      });
    });
    paintAxis(context, height);
  }

  function paintAxis(context, height) {
    context.strokeStyle = "#b9c0c7";
    context.beginPath();
    context.moveTo(0, height + 0.5);
    context.lineTo(width(), height + 0.5);
    context.stroke();
    context.font = `10.5px ${FAMILY}`;
    context.fillStyle = "#5b6673";
    context.textBaseline = "top";
    let right = -20;
    for (const [day, text] of ticks(now.first, now.last, width())) {
      const x = xOf(day),
        half = context.measureText(text).width / 2;
      const centre = Math.max(half + 8, Math.min(width() - half - 8, x));
      if (centre - half < right + 14) continue;
      context.textAlign = "center";
      context.fillText(text, centre, height + 4);
      right = centre + half;
    }
  }

  function placeHandles() {
    const left = xOf(now.from),
      right = xOf(now.to + 1);
    handles.brush.style.left = `${left}px`;
    handles.brush.style.width = `${Math.max(4, right - left)}px`;
    handles.from.style.left = `${left}px`;
    handles.to.style.left = `${right}px`;
    slider(handles.from, now.from, formatDay(now.from));
    slider(handles.to, now.to, formatDay(now.to));
    slider(handles.brush, now.from, formatDays(now.from, now.to));
  }

  function slider(node, day, text) {
    node.setAttribute("aria-valuemin", now.first);
    node.setAttribute("aria-valuemax", now.last);
    node.setAttribute("aria-valuenow", day);
    node.setAttribute("aria-valuetext", text);
  }

  function setWindow(from, to) {
    const whole = from <= now.first && to >= now.last;
    page.setWindow(whole ? null : from, whole ? null : to);
  }

  /** Move the window by so many days, keeping its length; all days become one day at the start. */
  function step(by) {
    if (now.all) {
      const start = by > 0 ? now.first : now.last;
      return setWindow(start, start);
    }
    const length = now.to - now.from;
    const from = Math.max(now.first, Math.min(now.last - length, now.from + by));
    return setWindow(from, from + length);
  }

  function play() {
    if (now.timer) return pause();
    if (now.all || now.to >= now.last) {
      const length = now.all ? Math.min(6, Math.floor(days() / 10)) : now.to - now.from;
      setWindow(now.first, now.first + length);
    }
    now.timer = setInterval(() => (now.to >= now.last ? pause() : step(1)), PLAY_MS);
    return showPlaying();
  }

  function pause() {
    clearInterval(now.timer);
    now.timer = null;
    showPlaying();
  }

  function showPlaying() {
    byId("play").dataset.playing = now.timer ? "1" : "";
    byId("play").setAttribute("aria-label", word(now.timer ? "pause" : "play"));
  }

  function showPresets() {
    const choices = [
      [null, word("window_all")],
      [30, word("window_days", { n: 30 })],
      [7, word("window_days", { n: 7 })],
    ];
    byId("presets").replaceChildren(
      ...choices
        .filter(([length]) => length === null || length < days())
        .map(([length, text]) => {
          const pressed = length === null ? now.all : !now.all && now.to - now.from + 1 === length;
          return el(
            "button",
            { type: "button", "aria-pressed": String(pressed), onclick: () => choose(length) },
            text,
          );
        }),
    );
  }

  function choose(length) {
    pause();
    if (length === null) return setWindow(now.first, now.last);
    const to = now.all ? now.last : Math.max(now.to, now.first + length - 1);
    return setWindow(to - length + 1, to);
  }

  /** Arrow keys: the brush moves the window, a handle moves its own end. */
  function key(event, which) {
    const by = { ArrowLeft: -1, ArrowRight: 1, ArrowDown: -1, ArrowUp: 1, PageDown: -7, PageUp: 7 }[event.key];
    const end = { Home: now.first, End: now.last }[event.key];
    if (by === undefined && end === undefined) return;
    event.preventDefault();
    pause();
    if (which === "brush") return end === undefined ? step(by) : step(end - now.from);
    const day = Math.max(now.first, Math.min(now.last, end ?? now[which] + by));
    return which === "from" ? setWindow(Math.min(day, now.to), now.to) : setWindow(now.from, Math.max(day, now.from));
  }

  function drag(event, which) {
    pause();
    const left = box.getBoundingClientRect().left,
      start = dayAt(event.clientX - left),
      { from, to } = now;
    const move = (moved) => {
      const day = dayAt(moved.clientX - left);
      if (which === "from") setWindow(Math.min(day, to), to);
      else if (which === "to") setWindow(from, Math.max(day, from));
      else if (which === "new") setWindow(Math.min(start, day), Math.max(start, day));
      else {
        const first = Math.max(now.first, Math.min(now.last - (to - from), from + day - start));
        setWindow(first, first + to - from);
      }
    };
    const stop = () => {
      window.removeEventListener("pointermove", move);
      window.removeEventListener("pointerup", stop);
      window.removeEventListener("pointercancel", stop);
    };
    window.addEventListener("pointermove", move);
    window.addEventListener("pointerup", stop);
    window.addEventListener("pointercancel", stop);
    event.preventDefault();
    event.stopPropagation();
  }

  for (const which of ["brush", "from", "to"]) {
    handles[which].addEventListener("keydown", (event) => key(event, which));
    handles[which].addEventListener("pointerdown", (event) => {
      handles[which].focus({ preventScroll: true });
      drag(event, which === "brush" && now.all ? "new" : which);
    });
  }
  box.addEventListener("pointerdown", (event) => drag(event, "new"));
  byId("play").addEventListener("click", play);
  byId("step-back").addEventListener("click", () => {
    pause();
    step(-1);
  });
  byId("step-on").addEventListener("click", () => {
    pause();
    step(1);
  });
  new ResizeObserver(() => now.result && update(now.result, now.state)).observe(box);
  return { update, step };
}

/** Count the events that pass all filters but the window, by bin of `perBin` days and family. */
function countByBin(model, { first, last, result }, perBin) {
  const bins = Math.ceil((last - first + 1) / perBin),
    nf = model.families.length;
  const totals = new Uint32Array(bins),
    families = new Uint32Array(bins * nf);
  for (const [day, counts] of result.passing.byDay) {
    const bin = Math.floor((day - first) / perBin);
    if (bin < 0 || bin >= bins) continue;
    counts.forEach((count, f) => {
      totals[bin] += count;
      families[bin * nf + f] += count;
    });
  }
  return { totals, families };
}

/** Days to print under the axis: years, months or days as they fit. */
function ticks(first, last, width) {
  const length = last - first + 1,
    out = [];
  const [unit, format] =
    length <= 45
      ? ["day", { day: "numeric", month: "short" }]
      : length <= 1100
        ? ["month", { month: "short", year: "numeric" }]
        : ["year", { year: "numeric" }];
  const every = unit === "day" ? Math.max(1, Math.ceil((length * 64) / width)) : 1;
  for (let day = first; day <= last; day++) {
    const date = toDate(day);
    if (unit === "day" ? (day - first) % every : date.getUTCDate() !== 1 || (unit === "year" && date.getUTCMonth()))
      continue;
    out.push([day, formatDay(day, format)]);
  }
  return out.length
    ? out
    : [
        [first, formatDay(first, SHORT_DAY)],
        [last, formatDay(last, SHORT_DAY)],
      ];
}
