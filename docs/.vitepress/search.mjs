/**
 * The local search. VitePress writes these functions into the page as text, so they name nothing outside of themselves.
 */

/** Takes a word into the index, or asks for it. Words that every page has say nothing, and plurals are their singular. */
function processTerm(term) {
  const word = term.toLowerCase().replace(/’/g, "'");
  const common =
    /^(a|an|and|are|as|at|be|by|can|do|does|did|for|from|has|have|how|i|if|in|into|is|it|its|me|my|no|not|of|on|or|our|so|that|the|their|them|then|there|they|this|to|was|we|what|when|where|which|who|why|will|with|you|your)$/;
  if (common.test(word)) return null;
  return word.length > 4 && /[^s]s$/.test(word) ? word.slice(0, -1) : word;
}

/** What is listed in full is found by its exact words, and guides come first. */
function boostDocument(id) {
  if (/\/project\/(changelog|benchmarks)/.test(id)) return 0.25;
  if (/\/reference\/api\//.test(id)) return 0.4;
  if (/\/(security\/threat-model|project\/(architecture|contributing|decisions|failures|style))/.test(id)) return 0.5;
  return 1;
}

/** Options of VitePress's local search. */
export const SEARCH = {
  detailedView: true,
  miniSearch: {
    options: { processTerm },
    searchOptions: {
      fuzzy: 0.15,
      prefix: true,
      boost: { title: 5, titles: 2, text: 1 },
      boostDocument,
    },
  },
};
