/** The user states by name. */
export const USER_STATE = /^(anonymous|registered|customer)$/;
