export interface Range {
  from: number
  /** The first byte that is not wanted any more. */
  to: number
}

/**
 * What of a file a request wants (RFC 9110, 14.2): a part; `null` for all of it, which is also the answer to several
 * parts at once and to what nobody can read; `beyond` where nothing of it is there.
 */
export function rangeOf(header: string | undefined, size: number): Range | 'beyond' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === '' && last === '') return null
  if (first === '') return last === '0' || size === 0 ? 'beyond' : { from: Math.max(0, size - Number(last)), to: size }
  const from = Number(first)
  if (last !== '' && Number(last) < from) return null
  if (from >= size) return 'beyond'
  return { from, to: last === '' ? size : Math.min(size, Number(last) + 1) }
}
