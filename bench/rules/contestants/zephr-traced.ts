import { createZephr } from './create-zephr.js';

/** This SDK with the trace on: how long each decision's path was is read as well, not yet its words. */
export default createZephr(({ trace, outcomeId }) => (trace.length > 0 ? outcomeId : 'no trace'));
