/** Nothing glides for who asked for that. */
export const isCalm = () => globalThis.matchMedia('(prefers-reduced-motion: reduce)').matches
