// --- what a link says of the members of a set (domain §3a): the sign at its end, the word beside it, and what is told of it
const shareTerms = data.model.linkAttributes.find(({ id }) => id === "share").terms;
const shareOf = (link) => shareTerms[L["a:share"][link]]?.id ?? "all";
const SHARE_SIGN = { part: "diamond", one: "circle" };
const shareWord = (share) => (share === "part" ? say("share_part") : say("share_one"));
const sharedLabel = (link) => {
  const count = L["a:count"][link];
  return shareOf(link) === "part" && count !== null ? `${say("share_part")} ${number(count)}` : shareWord(shareOf(link));
};
const shareText = (link) => (shareOf(link) === "all" ? "" : word(shareTerms[L["a:share"][link]]));
const ofSets = (link) => [L.from[link], L.to[link]].some((node) => N["a:count"][node] !== 1);

// of a link between single bodies `share` says nothing; the number of a part has no default, and one of 1 is said
const ofMembers = (declared, link) => {
  if (declared.id === "share") return shareOf(link) !== "all" || ofSets(link) ? attribute(declared, L, link) : null;
  if (declared.id === "of") return Array.isArray(L["a:of"][link]) ? L["a:of"][link][S.names === "en" ? 1 : 0] : L["a:of"][link];
  const count = L["a:count"][link];
  if (shareOf(link) === "part") return count === null ? say("unknown_number") : number(count);
  return count === 1 ? null : attribute(declared, L, link);
};
const OF_MEMBERS = ["share", "count", "of"];
