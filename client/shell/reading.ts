/** Reading comfort, in the order that helps: size, then line height, then letter and word spacing moved together. */
export interface Reading {
  size: 'm' | 'l' | 'xl'
  spacing: 'normal' | 'wide' | 'wider'
}

const scales = { m: '1', l: '1.2', xl: '1.45' } as const
const letters = { normal: '0em', wide: '0.04em', wider: '0.08em' } as const
const leadings = { normal: '1.65', wide: '1.85', wider: '2.1' } as const
const storageKey = 'reading'

export const usualReading: Reading = { size: 'm', spacing: 'normal' }

/** Tolerates junk: what does not fit is the usual. */
export function parseReading(text: string | null): Reading {
  try {
    const value: unknown = JSON.parse(text ?? 'null')
    if (typeof value !== 'object' || value === null) return usualReading
    const size = 'size' in value && typeof value.size === 'string' && value.size in scales ? value.size : 'm'
    const spacing = 'spacing' in value && typeof value.spacing === 'string' && value.spacing in letters
    return { size: asSize(size), spacing: spacing ? asSpacing(String(value.spacing)) : 'normal' }
  } catch {
    return usualReading
  }
}

/** Both are called only with a key just found in the table. */
const asSize = (size: string) => size as Reading['size']
const asSpacing = (spacing: string) => spacing as Reading['spacing']

export const readReading = () => parseReading(localStorage.getItem(storageKey))

export function storeReading(reading: Reading) {
  localStorage.setItem(storageKey, JSON.stringify(reading))
}

export function applyReading({ size, spacing }: Reading) {
  const { style } = document.documentElement
  style.setProperty('--read-scale', scales[size])
  style.setProperty('--read-letter', letters[spacing])
  style.setProperty('--leading-read', leadings[spacing])
}
