/** A small stable number from a text (FNV-1a, 32 bits): the same school draws the same tile everywhere. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0
  return hash
}

/** Nine cells, mirrored left to right, never empty and never full: a mark one can recognise at 16 pixels. */
export function tileCells(seed: string): boolean[] {
  const bits = (hashText(seed) % 62) + 1
  const half = [0, 1, 2, 3, 4, 5].map((bit) => ((bits >> bit) & 1) === 1)
  return [0, 1, 0, 2, 3, 2, 4, 5, 4].map((cell) => half[cell] ?? false)
}

/** The eight colours of the palette are numbered from 1. Any whole number finds its place. */
export function paletteIndex(index: number): number {
  return ((((Math.trunc(index) - 1) % 8) + 8) % 8) + 1
}

/** Two letters at most, by the first and last word, in any script. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/).filter(Boolean)
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '')
  return letters.join('').toLocaleUpperCase()
}
