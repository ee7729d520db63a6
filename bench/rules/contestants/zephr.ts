import { createZephr } from './create-zephr.js';

/** This SDK, asked for outcomes. */
export default createZephr(({ outcomeId }) => outcomeId);
