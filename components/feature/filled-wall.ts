import type { Config } from '../../src/model/config.js';
import type { Decision } from '../../src/model/decision.js';
import { FILE_TIMEOUT_MS } from '../../src/lib/request/limits.js';
import { within } from '../../src/lib/within.js';
import type { FeatureSession } from '../../src/model/feature-host.js';
import type { Part } from '../../src/model/part.js';
import { createWall, setWall, type Wall, type WallPart } from '../walls.js';
import type { BlockFiller, ReportFault } from './block-filler.js';
import type { Fill, Filled } from './fill-for.js';
import { BLOCK_TIMEOUT_MS } from './limits.js';

/** Values that the walls of one outcome share. */
export interface WallContext {
  readonly config: Config;
  readonly session: FeatureSession;
  readonly language: string | undefined;
  readonly headingLevel: number;
  /** Fills templates; `undefined` if no text of the outcome has one. */
  readonly fill: Fill | undefined;
  readonly report: ReportFault;
}

type FilledPart = WallPart & Filled;

/** The wall of a component, filled for a reader, and filled again when the counts of a trial change. */
export class FilledWall {
  readonly element: Wall;
  /** Resolves when the wall is on the page as a whole. */
  readonly complete: Promise<unknown>;
  readonly #part: Part;
  readonly #context: WallContext;
  /** The filled texts, by which a change is recognised. */
  #text: string;
  #filler: BlockFiller | undefined;

  constructor(element: Wall, part: Part, filled: FilledPart, context: WallContext) {
    this.element = element;
    this.#part = part;
    this.#context = context;
    this.#text = JSON.stringify(filled);
    Object.assign(element, { session: context.session });
    for (const { member, message } of filled.refused ?? []) context.report('address-refused', part, message, member);
    this.complete = this.#finish(filled);
  }

  /** Shows the counts of a later decision for the same outcome. The reader's input in a form stays. */
  update(decision: Decision): void {
    const filled = fillPart(this.#part, decision, this.#context);
    const text = JSON.stringify(filled);
    if (text === this.#text) return;
    this.#text = text;
    setWall(this.element, filled);
    void this.#finish(filled);
  }

  async #finish({ data }: FilledPart): Promise<void> {
    try {
      // A file that arrives late is used all the same.
      if (!data) return void (await within(FILE_TIMEOUT_MS, 'its paint', this.element.updateComplete));
      const file = import('./block-filler.js').then(({ BlockFiller }) => {
        this.#filler ??= new BlockFiller(this.element, this.#part, this.#context);
        return this.#filler.fill(data);
      });
      await within(FILE_TIMEOUT_MS + BLOCK_TIMEOUT_MS, 'blocks.js', file);
    } catch (error) {
      this.#context.report('chunk-unreachable', this.#part, String(error));
    }
  }
}

/** Makes the wall of a component; `null` if this version does not know its type. */
export function createFilledWall(part: Part, decision: Decision, context: WallContext): FilledWall | null {
  const filled = fillPart(part, decision, context);
  const element = createWall(filled);
  return element && new FilledWall(element, part, filled, context);
}

function fillPart(part: Part, decision: Decision, context: WallContext): FilledPart {
  const { feature, outcomeId, outcomeLabel, splitTests, trials } = decision;
  const { config, fill, headingLevel } = context;
  return {
    ...(fill?.part(part, decision) ?? part),
    fill: fill && ((template) => fill.text(template, decision)),
    feature,
    shownBy: { outcomeId, outcomeLabel, splitTests },
    headingLevel,
    trialLeft: Object.values(trials).at(-1),
    texts: config.texts,
    customElements: config.customElements,
  };
}
