/*
 * Which characters a TrueType font can draw: its `cmap`, of the two forms that fonts of today have. What no font has would
 * be left out without a word.
 */

/** @throws where it is no font */
export function coveredBy(font: Uint8Array): Set<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength)
  const cmap = tableAt(view, 'cmap')
  const covered = new Set<number>()
  for (let index = 0; index < view.getUint16(cmap + 2); index++) {
    const at = cmap + view.getUint32(cmap + 4 + index * 8 + 4)
    const format = view.getUint16(at)
    if (format === 4) addSegments(view, at, covered)
    if (format === 12) addGroups(view, at, covered)
  }
  return covered
}

function tableAt(view: DataView, wanted: string): number {
  for (let index = 0; index < view.getUint16(4); index++) {
    const at = 12 + index * 16
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((byte) => view.getUint8(at + byte)))
    if (tag === wanted) return view.getUint32(at + 8)
  }
  throw new Error(`a font without ${wanted}`)
}

function addSegments(view: DataView, at: number, covered: Set<number>): void {
  const double = view.getUint16(at + 6)
  for (let segment = 0; segment < double; segment += 2) {
    const end = view.getUint16(at + 14 + segment)
    const start = view.getUint16(at + 16 + double + segment)
    if (start !== 0xffff) addRange(covered, start, end)
  }
}

function addGroups(view: DataView, at: number, covered: Set<number>): void {
  for (let group = 0; group < view.getUint32(at + 12); group++) {
    const from = at + 16 + group * 12
    addRange(covered, view.getUint32(from), view.getUint32(from + 4))
  }
}

function addRange(covered: Set<number>, start: number, end: number): void {
  for (let code = start; code <= end; code++) covered.add(code)
}
