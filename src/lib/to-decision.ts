import type { ContentRule, UserState, Zone } from '../model/config.js';
import type { Decision } from '../model/decision.js';
import { isRecord } from './is-record.js';
import { own } from './own.js';

/** The members of a decision that a page shows. */
interface Shows {
  readonly userState: UserState;
  readonly outcomeId: string;
  readonly content: ContentRule;
}

const STATES: readonly unknown[] = ['anonymous', 'registered', 'customer'] satisfies UserState[];
const ZONES: readonly unknown[] = ['inline', 'pop-up', 'sticky-footer'] satisfies Zone[];

/**
 * Reads the decision of a server that refuses content. Members that the server leaves out are those of the page's own decision.
 *
 * @param page - The decision of the page.
 * @param components - The components of the config: others cannot be shown.
 * @returns `null` for a value that is not a decision, and for one that gives access.
 */
export function toDecision(value: unknown, page: Decision, components: object | undefined): Decision | null {
  if (!isRecord(value) || value['access'] !== false || !isShows(value)) return null;
  const { otherwise } = value;
  // The server makes its own known.
  const { otherwise: _otherwise, offers: _offers, notifications: _notifications, ...rest } = page;
  return {
    ...rest,
    userState: value.userState,
    outcomeId: value.outcomeId,
    outcomeLabel: typeof value['outcomeLabel'] === 'string' ? value['outcomeLabel'] : value.outcomeId,
    access: false,
    content: value.content,
    ...((otherwise === 'show' || otherwise === 'hide') && { otherwise }),
    components: textsOf(value['components']).filter((id) => own(components, id) !== undefined),
    ...(Array.isArray(value['offers']) && { offers: textsOf(value['offers']) }),
    zone: ZONES.includes(value['zone']) ? (value['zone'] as Zone) : 'inline',
    trials: isRecord(value['trials']) ? (value['trials'] as Decision['trials']) : {},
    reason: 'rule',
    trace: Array.isArray(value['trace']) ? (value['trace'] as Decision['trace']) : [],
  };
}

function isShows(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & Shows {
  const { userState, outcomeId, content } = value;
  return STATES.includes(userState) && typeof outcomeId === 'string' && isContent(content);
}

function isContent(content: unknown): boolean {
  const keep = own(content, 'keep');
  return content === 'hide' || ['words', 'paragraphs'].some((unit) => typeof own(keep, unit) === 'number');
}

function textsOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
}
