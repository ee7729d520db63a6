import type { UserState } from '../model/config.js';
import { READERS } from '../words/write-explanation.js';
import { pointerOfRule, readRule } from '../cards/read-rule.js';
import { own } from '../lib/own.js';
import { Draft } from './draft.js';
import { attempt, refuse, type Gesture, type Refusal } from './gesture.js';
import { RuleDraft } from './rule-draft.js';

/** Gives readers of a user state a rule of their own: a copy of the one that holds for them, so nothing changes yet. */
export function giveRule(config: unknown, feature: string, state: UserState): Gesture | Refusal {
  return attempt(() => {
    const place = { feature, state };
    if (own(own(config, 'features'), feature) === undefined) refuse(`There is no feature “${feature}”.`);
    const view = readRule(config, place, { describe: (nodes) => new Map(nodes.map((node) => [node, ''])) });
    if (view.isOwn) refuse('These readers have a rule of their own already.');
    const draft = new Draft(config);
    const held = draft.read(view.pointer);
    const rule = new RuleDraft(draft, place);
    rule.setRule(held === undefined ? 'show' : structuredClone(held));
    return {
      edits: draft.edits,
      focus: { on: 'row', pointer: rule.view.start.pointer },
      says: `${capitalize(READERS[state])} have a rule of their own. It decides as before.`,
    };
  });
}

/** Takes the rule of a user state away: that of anonymous readers holds for registered ones, and others see the content. */
export function takeRule(config: unknown, feature: string, state: UserState): Gesture | Refusal {
  return attempt(() => {
    const draft = new Draft(config);
    const pointer = pointerOfRule({ feature, state });
    if (draft.read(pointer) === undefined) refuse('These readers have no rule of their own.');
    draft.set(pointer, undefined);
    const view = readRule(draft.config, { feature, state });
    return {
      edits: draft.edits,
      focus: { on: 'row', pointer: view.start.pointer },
      says: `The rule of ${READERS[state]} is removed. ${view.note ?? ''}`.trim(),
    };
  });
}

function capitalize(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
