import type { Packet } from './voice.ts'

/* Whether there is anything to hear in a packet, told from how it is coded: nothing is decoded. */

/** An Opus encoder says silence in some three bytes each 20 ms, and room noise in thirty. */
const opusSilence = { bytes: 6, perMs: 20 } as const

export function hasSound(codec: 'opus' | 'aac', { bytes, durationMs }: Packet): boolean {
  if (codec === 'aac') return hasSpectrum(bytes)
  return bytes.length > opusSilence.bytes * Math.max(1, durationMs / opusSilence.perMs)
}

const element = { single: 0, pair: 1 } as const
const shortWindows = 2

/**
 * An AAC frame is silent where every section of its spectrum is coded with book 0, which has nothing but zeros, however
 * much filling comes after (ISO 14496-3, 4.4.2). Only the first channel is looked at.
 */
function hasSpectrum(bytes: Uint8Array): boolean {
  const bits = bitsOf(bytes)
  const kind = bits(3)
  bits(4)
  if (kind !== element.single && kind !== element.pair) return bytes.length > 16
  const isCommon = kind === element.pair && bits(1) === 1
  const common = isCommon ? readWindow(bits) : null
  if (common !== null && bits(2) === 1) bits(common.groups * common.bands)
  bits(8)
  const window = common ?? readWindow(bits)
  return hasCodedSection(bits, window)
}

type Bits = (count: number) => number

function bitsOf(bytes: Uint8Array): Bits {
  let at = 0
  return (count) => {
    let value = 0
    for (let left = count; left > 0; left--, at++)
      value = (value * 2 + (((bytes[at >> 3] ?? 0) >> (7 - (at & 7))) & 1)) % 2 ** 31
    return value
  }
}

interface Window {
  isShort: boolean
  groups: number
  bands: number
}

function readWindow(bits: Bits): Window {
  bits(1)
  const isShort = bits(2) === shortWindows
  bits(1)
  if (!isShort) {
    const bands = bits(6)
    // Prediction is of a profile that no browser records in.
    bits(1)
    return { isShort, groups: 1, bands }
  }
  const bands = bits(4)
  const grouping = bits(7)
  const joined = grouping.toString(2).replaceAll('0', '').length
  return { isShort, groups: 8 - joined, bands }
}

function hasCodedSection(bits: Bits, { isShort, groups, bands }: Window): boolean {
  const width = isShort ? 3 : 5
  const escape = 2 ** width - 1
  for (let group = 0; group < groups; group++)
    for (let band = 0; band < bands;) {
      if (bits(4) !== 0) return true
      let step = bits(width)
      band += step
      while (step === escape && band < bands) {
        step = bits(width)
        band += step
      }
      if (step === 0 && band < bands) return true
    }
  return false
}
