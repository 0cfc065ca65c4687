/*
 * C0 controls but tab, line feed and carriage return, and DEL: no text has a use for them, they hide between letters, and
 * U+0000 is refused by Postgres, in JSON too, so that a thing that holds one could be kept nowhere else. Refused at every
 * door, and passed over by every reader, since older documents hold some.
 */

// oxlint-disable-next-line no-control-regex -- see above
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/
// oxlint-disable-next-line no-control-regex -- see above
const allControls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/** Honest values nest a few dozen deep; what lies deeper than this counts as holding one, since nobody looks there. */
const deepest = 400

export const hasControls = (text: string): boolean => controls.test(text)

export const withoutControls = (text: string): string => (hasControls(text) ? text.replaceAll(allControls, '') : text)

/** Where in a value a text or a key holds one: its path, '' for the value itself; null where none does. */
export function controlAt(value: unknown, path = '', depth = 0): string | null {
  if (typeof value === 'string') return hasControls(value) ? path : null
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return null
  if (depth > deepest) return path
  for (const [key, one] of Object.entries(value)) {
    const inside = path === '' ? key : `${path}.${key}`
    const found = hasControls(key) ? path : controlAt(one, inside, depth + 1)
    if (found !== null) return found
  }
  return null
}
