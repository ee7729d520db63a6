import type { UserState } from './config.js';

/** The user states, in the order in which people read of them. */
export const USER_STATES: readonly UserState[] = ['anonymous', 'registered', 'customer'];
