/** The user states by name. */
export const USER_STATE_PATTERN = /^(anonymous|registered|customer)$/;
