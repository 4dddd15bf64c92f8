// A canvas that lies over the map and moves with it. Leaflet's renderer does the moving; we draw once a view.

/** Make a canvas layer in a pane of its own; `draw(context, view)` paints it. */
function canvasLayer(pane, draw) {
  const Layer = L.Renderer.extend({
    options: { padding: 0.15, pane },
    _initContainer() {
      this._container = document.createElement("canvas");
      this._container.setAttribute("aria-hidden", "true");
    },
    _destroyContainer() {
      this._container.remove();
      delete this._container;
    },
    _update() {
      if (this._map._animatingZoom && this._bounds) return;
      L.Renderer.prototype._update.call(this);
      const size = this._bounds.getSize(),
        ratio = Math.min(2, window.devicePixelRatio || 1),
        canvas = this._container;
      if (canvas.width !== Math.round(size.x * ratio) || canvas.height !== Math.round(size.y * ratio)) {
        canvas.width = Math.round(size.x * ratio);
        canvas.height = Math.round(size.y * ratio);
        canvas.style.width = `${size.x}px`;
        canvas.style.height = `${size.y}px`;
      }
      L.DomUtil.setPosition(canvas, this._bounds.min);
      this.repaint();
    },
    repaint() {
      if (!this._map || !this._bounds) return;
      const ratio = Math.min(2, window.devicePixelRatio || 1),
        context = this._container.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, this._container.width, this._container.height);
      draw(context, viewOf(this._map, this._bounds, this._zoom));
    },
  });
  return new Layer();
}

/** What is painted: `left`/`top` are world pixels of the canvas corner at this zoom. */
function viewOf(map, bounds, zoom) {
  const origin = map.getPixelOrigin(),
    size = bounds.getSize();
  return {
    zoom,
    scale: worldPixels(zoom),
    left: origin.x + bounds.min.x,
    top: origin.y + bounds.min.y,
    width: size.x,
    height: size.y,
  };
}

/** Tell whether an unpacked line may be seen in the view. */
function inView(line, view) {
  return (
    line.east * view.scale >= view.left &&
    line.west * view.scale <= view.left + view.width &&
    line.south * view.scale >= view.top &&
    line.north * view.scale <= view.top + view.height
  );
}

/** Add an unpacked line to the context's path, leaving out steps of less than a pixel. */
function addLine(context, line, view, closed) {
  const { xy } = line,
    { scale, left, top } = view;
  let lastX = Infinity,
    lastY = Infinity;
  for (let i = 0; i < xy.length; i += 2) {
    const x = xy[i] * scale - left,
      y = xy[i + 1] * scale - top;
    if (i && i < xy.length - 2 && Math.abs(x - lastX) + Math.abs(y - lastY) < 1.2) continue;
    if (i) context.lineTo(x, y);
    else context.moveTo(x, y);
    lastX = x;
    lastY = y;
  }
  if (closed) context.closePath();
}

/** Begin a path of all lines that may be seen. */
function traceLines(context, lines, view, closed) {
  context.beginPath();
  for (const line of lines) if (inView(line, view)) addLine(context, line, view, closed);
}
