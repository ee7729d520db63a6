/** Steps of a JSON pointer into what is nested too deeply: the whole pointer would have hundreds. */
export const MAX_DEEP_POINTER_STEPS = 4;
/** Features with a mistake that are left out, one after the other, before a config counts as one that does not compile. */
export const MAX_BROKEN_FEATURES = 64;
