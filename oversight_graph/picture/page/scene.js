// --- the scene: what stands on the map now, what of it is lit, where the reader looks, at what one points
const place = $("map");
const network = new vis.Network(place, { nodes: [], edges: [] }, read("options")); // the canvas, and how one moves over it
const frameOf = place.querySelector(".vis-network");
frameOf.removeAttribute("tabindex");
const stage = { boxes: [], lines: [], paths: [], at: new Map(), cells: new Map(), selected: null, hover: null };
let bright = null; // the ids that are not faint: around a body that was chosen, a reach, a path

const draw = () => {
  looks.clear();
  summaries.clear();
  behind = backdrop();
  stage.boxes = standing();
  stage.at = new Map(stage.boxes.map((box) => [box.id, box]));
  redrawLines();
  light(false); // what was added is painted anyway
};
const redrawLines = () => {
  stage.hover = null;
  stage.lines = joining(stage.at);
  stage.cells = lay(stage.lines, stage.boxes);
  stage.paths = inPaths(stage.lines);
  findBlocks();
};
network.on("beforeDrawing", frame);
const repaint = () => { paint.last = null; clearTimeout(paint.moving); paint.moving = 0; network.redraw(); };

// the view: the whole picture, until the reader moves it; on a telephone its upper part, where names can be read
const NARROW = 600; // pixels
const NARROW_SCALE = 0.66;
const isNarrow = () => place.clientWidth > 0 && place.clientWidth < NARROW;
const fit = () => {
  if (!place.clientWidth || !place.clientHeight) return; // in a hidden frame; it is called again once that has a size
  const [left, top, right, bottom] = plan.frame;
  const scale = Math.min(place.clientWidth / (right - left + 24), place.clientHeight / (bottom - top + 24), 1.4);
  if (isNarrow() && scale < NARROW_SCALE) {
    const x = right - left > place.clientWidth / NARROW_SCALE ? (left + right) / 2 : left + place.clientWidth / NARROW_SCALE / 2 - 8;
    network.moveTo({ position: { x, y: top + place.clientHeight / NARROW_SCALE / 2 - 12 }, scale: NARROW_SCALE, animation: false });
  } else network.moveTo({ position: { x: (left + right) / 2, y: (top + bottom) / 2 }, scale, animation: false });
  S.camera = null;
};
const frameView = () => {
  if (!S.camera) return fit();
  const [x, y, scale] = S.camera;
  network.moveTo({ position: { x, y }, scale, animation: false });
};
const moved = () => {
  const { x, y } = network.getViewPosition();
  S.camera = [Math.round(x), Math.round(y), Number(network.getScale().toFixed(3))];
  remember();
};
network.on("zoom", moved);
network.on("dragEnd", moved);
network.on("resize", () => setTimeout(frameView, 0));

// what stands out: a path, a reach, or a body with its neighbours; the rest is faint
const light = (now = true) => {
  const path = onPath();
  const reached = S.reach >= 0 ? reachOf(S.reach) : null;
  let links = null;
  bright = null;
  if (path) {
    bright = new Set([...path.nodes].map(idAt));
    links = path.links;
  } else if (reached) {
    bright = new Set([idAt(S.reach), ...[...reached.keys()].map(idAt)]);
  } else if (S.chosen >= 0) {
    links = new Set([...linksFrom[S.chosen], ...linksTo[S.chosen]]);
    bright = new Set([idAt(S.chosen), ...[...links].flatMap((row) => [idAt(L.from[row]), idAt(L.to[row])])]);
  }
  for (const line of stage.lines) line.hidden = Boolean(bright) && !(links ? line.rows.some((row) => links.has(row)) : bright.has(line.from.id) && bright.has(line.to.id));
  stage.selected = S.chosen >= 0 && stage.at.has(idAt(S.chosen)) ? idAt(S.chosen) : null;
  if (now) repaint();
};

// at what one points: a box, else the nearest line
const NEAR = 6; // pixels
const pointed = ({ x, y }) => {
  const at = boxAtPoint(stage.boxes, stage.cells, x, y);
  if (at !== undefined) return stage.boxes[at];
  const most = NEAR / network.getScale();
  let [best, least] = [null, most];
  for (const line of stage.lines) {
    if (line.hidden || x < line.left - most || x > line.right + most || y < line.top - most || y > line.bottom + most) continue;
    const far = distanceTo(line, x, y);
    if (far < least) [best, least] = [line, far];
  }
  return best;
};
