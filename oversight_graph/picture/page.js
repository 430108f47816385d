"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("data");
  const place = document.getElementById("map");
  const tip = document.getElementById("tip");

  // --- a box: a stripe with the glyph of the kind, the lines of the label, behind it a pile where it stands for several
  let near = null; // the ids around a body that was clicked
  const { width, stripe, margin, font, line } = data.box;
  const drawBox = (node) => {
    const lines = node.label.split("\n");
    const nodeDimensions = { width, height: node.height };
    return ({ ctx, id, x, y, state: { selected, hover } }) => ({
      nodeDimensions,
      drawNode() {
        const [left, top, height] = [x - width / 2, y - node.height / 2, node.height];
        ctx.save();
        ctx.globalAlpha = near && !near.has(id) ? 0.15 : 1;
        if (node.pile) {
          ctx.fillStyle = node.pile;
          ctx.beginPath();
          ctx.roundRect(left + 4, top + 4, width, height, 4);
          ctx.fill();
        }
        ctx.beginPath();
        ctx.roundRect(left, top, width, height, 4);
        ctx.fillStyle = node.fill;
        ctx.fill();
        ctx.save();
        ctx.clip();
        ctx.fillStyle = node.border;
        ctx.fillRect(left, top, stripe, height);
        ctx.restore();
        ctx.strokeStyle = selected || node.focus ? "#1d2733" : node.border;
        ctx.lineWidth = selected || node.focus ? 3 : hover ? 2.4 : 1.2;
        ctx.stroke();
        if (font * network.getScale() >= 2.5) { // smaller text can't be read
          ctx.direction = "ltr";
          ctx.textAlign = "center";
          ctx.textBaseline = "middle";
          ctx.font = `11px ${data.fonts}`;
          ctx.fillStyle = node.inkGlyph;
          ctx.fillText(node.glyph, left + stripe / 2, y, stripe);
          ctx.font = `${font}px ${data.fonts}`;
          ctx.fillStyle = node.ink;
          const room = width - stripe - 2 * margin;
          lines.forEach((text, row) => ctx.fillText(text, left + stripe + margin + room / 2, y + (row - (lines.length - 1) / 2) * line, room));
        }
        ctx.restore();
      },
    });
  };

  const nodes = new vis.DataSet(data.nodes.map(({ id, x, y }, row) => ({ id, x, y, ctxRenderer: drawBox(data.nodes[row]) })));
  const edges = new vis.DataSet(data.edges);
  const network = new vis.Network(place, { nodes, edges }, read("options"));

  // --- behind the boxes: the bands of the levels, the cards of bodies and what they work on
  network.on("beforeDrawing", (ctx) => {
    for (const { box: [left, top, right, bottom], name } of data.bands) {
      ctx.fillStyle = "#f3f5f7";
      ctx.beginPath();
      ctx.roundRect(left, top, right - left, bottom - top, 10);
      ctx.fill();
      ctx.fillStyle = "#7a8794";
      const size = Math.max(16, 11 / network.getScale());
      ctx.font = `600 ${size}px ${data.fonts}`;
      ctx.font = `600 ${Math.min(size, (size * (data.box.head - 20)) / ctx.measureText(name).width)}px ${data.fonts}`;
      ctx.textAlign = "left";
      ctx.textBaseline = "top";
      ctx.fillText(name, left + 10, top + 10);
    }
    ctx.fillStyle = "#ffffff";
    ctx.strokeStyle = "#e1e6eb";
    ctx.lineWidth = 1;
    for (const [left, top, right, bottom] of data.cards) {
      ctx.beginPath();
      ctx.roundRect(left, top, right - left, bottom - top, 7);
      ctx.fill();
      ctx.stroke();
    }
  });

  // --- the view: the whole picture, until the reader moves it
  let touched = false;
  const fit = () => {
    if (!place.clientWidth || !place.clientHeight) return; // in a hidden frame; it is called again once that has a size
    const [left, top, right, bottom] = data.frame;
    const scale = Math.min(place.clientWidth / (right - left + 24), place.clientHeight / (bottom - top + 24), 1.4);
    network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
    touched = false;
  };
  network.on("zoom", () => { touched = true; });
  network.on("dragEnd", () => { touched = true; });
  network.on("resize", () => { if (!touched) setTimeout(fit, 0); });
  document.getElementById("fit").addEventListener("click", fit);
  fit();

  // --- what one points at: text nodes only, so that no name becomes markup
  const element = (tag, text, parent) => {
    const made = document.createElement(tag);
    made.textContent = text;
    parent.append(made);
    return made;
  };
  const show = (about, { x, y }) => {
    tip.replaceChildren();
    element("strong", about.title, tip);
    const list = element("dl", "", tip);
    for (const [label, text] of about.rows) {
      element("dt", label, list);
      element("dd", text, list);
    }
    if (about.sources.length) {
      const sources = element("ul", "", tip);
      for (const source of about.sources) element("li", source, sources);
    }
    tip.hidden = false;
    const box = place.getBoundingClientRect();
    const left = Math.min(box.left + x + 16, innerWidth - tip.offsetWidth - 8);
    const under = box.top + y + 18;
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${Math.max(8, under + tip.offsetHeight > innerHeight ? box.top + y - tip.offsetHeight - 14 : under)}px`;
  };
  const hide = () => { tip.hidden = true; };
  network.on("hoverNode", ({ node, pointer }) => show(data.about.nodes[node], pointer.DOM));
  network.on("hoverEdge", ({ edge, pointer }) => show(data.about.links[edge], pointer.DOM));
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, hide);
  place.addEventListener("mouseleave", hide);

  // --- a click: the body and its neighbours, the rest faint
  network.on("click", ({ nodes: [chosen] }) => {
    if (chosen === undefined && !near) return;
    near = chosen === undefined ? null : new Set([chosen, ...network.getConnectedNodes(chosen)]);
    edges.update(edges.get().map(({ id, from, to }) => ({ id, hidden: near !== null && from !== chosen && to !== chosen })));
    network.redraw();
  });

  globalThis.oversightMap = { network, nodes, edges };
})();
