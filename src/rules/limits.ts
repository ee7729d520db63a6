/** Levels of sub rules inside sub rules. A deeper one is a mistake, as evaluating it takes stack. */
export const MAX_SUB_RULE_DEPTH = 100;

/** Nodes of one rule in a program, each counted once per path that leads to it. A larger rule is evaluated node by node. */
export const MAX_PROGRAM_NODES = 4096;
