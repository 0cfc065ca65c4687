/** When the browser has nothing else to do; with a `timeout`, after so many milliseconds at the latest. */
export const idle: (work: () => void, options?: IdleRequestOptions) => unknown =
  globalThis.requestIdleCallback ?? ((work: () => void) => setTimeout(work, 50))
