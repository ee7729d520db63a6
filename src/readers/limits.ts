/** Steps of a JSON pointer into what is nested too deeply: the whole pointer would have hundreds. */
export const MAX_DEEP_POINTER_STEPS = 4;
