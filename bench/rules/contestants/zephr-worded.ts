import { createZephr } from './create-zephr.js';

/** This SDK with every trace put into words and read. */
export default createZephr(({ trace, outcomeId }) => {
  let length = 0;
  for (const { says } of trace) length += says.length;
  return length > 0 ? outcomeId : 'no words';
});
