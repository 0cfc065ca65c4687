import { deviceStorage } from '#client/storage.ts'

/** Reading comfort, in the order that helps: size, then line height, then letter and word spacing moved together. */
export interface Reading {
  size: (typeof sizes)[number]
  spacing: (typeof spacings)[number]
}

export const sizes = ['m', 'l', 'xl'] as const
export const spacings = ['normal', 'wide', 'wider'] as const

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
    const size = sizes.find((each) => 'size' in value && value.size === each)
    const spacing = spacings.find((each) => 'spacing' in value && value.spacing === each)
    return { size: size ?? usualReading.size, spacing: spacing ?? usualReading.spacing }
  } catch {
    return usualReading
  }
}

export const readReading = () => parseReading(deviceStorage.get(storageKey))

export function storeReading(reading: Reading) {
  deviceStorage.set(storageKey, JSON.stringify(reading))
}

export function applyReading({ size, spacing }: Reading) {
  const { style } = document.documentElement
  style.setProperty('--read-scale', scales[size])
  style.setProperty('--read-letter', letters[spacing])
  style.setProperty('--leading-read', leadings[spacing])
}
