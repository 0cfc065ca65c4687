import { afterwards } from '#client/ui/later.tsx'

/** In the menu of whatever can be kept as an extract, and pinned; for the first look it is not needed. */
export const KeepItem = afterwards(() => import('./keep-items.tsx').then((module) => module.KeepItems))
