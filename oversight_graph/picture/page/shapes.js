// --- what a box looks like, for the canvas and for SVG alike: outline by class, colour by kind or grade, border by findings
const outline = (shape, l, t, w, h) => {
  const r = l + w, b = t + h, m = t + h / 2, cut = Math.min(11, h / 3);
  switch (shape) {
    case "dot": { // overseen: round ends
      const a = Math.min(h / 2, 15);
      return `M${l + a} ${t}H${r - a}A${a} ${a} 0 0 1 ${r} ${t + a}V${b - a}A${a} ${a} 0 0 1 ${r - a} ${b}H${l + a}A${a} ${a} 0 0 1 ${l} ${b - a}V${t + a}A${a} ${a} 0 0 1 ${l + a} ${t}Z`;
    }
    case "diamond": return `M${l} ${m}L${l + cut} ${t}H${r - cut}L${r} ${m}L${r - cut} ${b}H${l + cut}Z`;
    case "hexagon": return `M${l + cut} ${t}H${r - cut}L${r} ${t + cut}V${b - cut}L${r - cut} ${b}H${l + cut}L${l} ${b - cut}V${t + cut}Z`;
    case "star": return `M${l + cut} ${t}H${r}L${r - cut} ${b}H${l}Z`;
    case "triangle": return `M${l + cut} ${t}H${r - cut}L${r} ${t + cut}V${b}H${l}V${t + cut}Z`;
    case "triangleDown": return `M${l} ${t}H${r}V${b - cut}L${r - cut} ${b}H${l + cut}L${l} ${b - cut}Z`;
    default: return `M${l} ${t}H${r}V${b}H${l}Z`;
  }
};

// what the norms say of a body, worst first; of all forms where no one is chosen. Unknown is told apart from a gap
const finding = (node) => {
  if (!overseen(node)) return null;
  if (S.colour >= 0) return gradeOf(S.colour, node)?.number === null ? "unknown" : statusOf(S.colour, node)?.id ?? null;
  const all = forms.map((_, form) => statusOf(form, node)?.id);
  if (all.includes("gap")) return "gap"; // a sign that many carry is no sign: the others belong to a form that is chosen
  return forms.every((_, form) => gradeOf(form, node)?.number === null) ? "unknown" : null;
};
const borderOf = Object.fromEntries(statuses.map(({ id, border }) => [id, border]));
const BORDER = {
  gap: { colour: borderOf.gap, width: 4, mark: "!" },
  formal_only: { colour: borderOf.formal_only, width: 2.4, mark: "~" },
  partial: { colour: borderOf.partial, width: 2.4, mark: "½" },
  unknown: { colour: null, width: 1.4, mark: "", dash: [4, 3] },
};

const looks = new Map();
const lookOf = (node) => {
  const kind = kinds[N.kind[node]];
  const grade = S.colour >= 0 ? gradeOf(S.colour, node) : null;
  const found = finding(node);
  const key = `${kind.id} ${grade?.id} ${found}`;
  if (looks.has(key)) return looks.get(key);
  const colours = S.colour < 0 ? kind : grade
    ? { fill: grade.colour, ink: grade.ink, border: data.model.neutral, inkGlyph: data.model.inkNeutral }
    : { fill: "#ffffff", ink: data.model.ink, border: kind.border, inkGlyph: kind.inkGlyph };
  const edge = BORDER[found] ?? { colour: null, width: 1.2, mark: "" };
  const glyph = grade ? grade.sign : kind.glyph; // the digit of the grade, so that it is read in grey too
  const look = { ...colours, shape: kind.shape, glyph, pile: kind.pile, edge, hatched: found === "unknown" && S.colour >= 0 };
  looks.set(key, look);
  return look;
};

const bend = (link) => (isOpen(N.region[L.from[link]]) && (everythingOpen() || N.region[L.from[link]] === N.region[L.to[link]]) ? P.bend[link] : 0);
const dashesOf = (link) => bases[L["a:basis"][link]].dashes;
const twoWay = (link) => linkKinds[L.kind[link]].twoWay && !mechanisms[L["a:mechanism"][link]]?.directed; // domain §5
const widthOf = (count) => 1.2 + Math.min(3.6, Math.log2(count ?? 1) * 0.6);
