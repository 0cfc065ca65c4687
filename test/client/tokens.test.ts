import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync('client/ui/tokens.css', 'utf8').replace(/\/\*.*?\*\//gs, '')

function valuesOf(selector: string): Map<string, string> {
  const start = css.indexOf(selector)
  const block = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start))
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{3,6})/gi)].map(([, name = '', value = '']) => [name, value]),
  )
}

const light = valuesOf('[data-theme=')
const themes = {
  light,
  dark: new Map([...light, ...valuesOf("[data-theme='dark']"), ...valuesOf('[data-theme="dark"]')]),
  contrast: new Map([...light, ...valuesOf("[data-theme='contrast']"), ...valuesOf('[data-theme="contrast"]')]),
}

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const digits =
    hex
      .slice(1)
      .replace(/^.{3}$/, (short) => short.replaceAll(/./g, '$&$&'))
      .match(/../g) ?? []
  const [red = 0, green = 0, blue = 0] = digits.map((pair) => {
    const part = Number.parseInt(pair, 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (high + 0.05) / (low + 0.05)
}

const textPairs = [
  ['text', 'surface'],
  ['text', 'canvas'],
  ['text-2', 'surface'],
  ['text-2', 'sunken'],
  ['text-3', 'surface'],
  ['text-3', 'canvas'],
  ['link', 'surface'],
  ['link', 'canvas'],
  ['danger', 'surface'],
  ['on-brand', 'brand'],
  ['on-brand', 'brand-hover'],
  ['on-brand-soft', 'brand-soft'],
  ['on-danger-soft', 'danger-soft'],
  ['on-warn-soft', 'warn-soft'],
  ['on-ice-soft', 'ice-soft'],
  ['on-sun', 'sun'],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((author) => [`a${author}-on`, `a${author}`] as const),
] as const

describe.each(Object.entries(themes))('in the %s theme', (name, theme) => {
  it.each(textPairs)('%s can be read on %s', (text, ground) => {
    const [textColour, groundColour] = [theme.get(text) ?? '', theme.get(ground) ?? '']
    // The eighth author and the second are drawn large and bold: initials and caret names.
    expect(contrast(textColour, groundColour)).toBeGreaterThanOrEqual(4.5)
  })

  it('the focus ring and the lines of fields stand out', () => {
    expect(contrast(theme.get('focus') ?? '', theme.get('surface') ?? '')).toBeGreaterThanOrEqual(3)
    expect(contrast(theme.get('line-strong') ?? '', theme.get('surface') ?? '')).toBeGreaterThanOrEqual(3)
    if (name === 'contrast')
      expect(contrast(theme.get('text') ?? '', theme.get('canvas') ?? '')).toBeGreaterThanOrEqual(7)
  })
})
