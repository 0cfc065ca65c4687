import { describe, expect, it } from 'vitest'
import { countryMap } from '#server/figures/map.ts'
import { frame, outlines } from '#server/figures/outlines.ts'

/* The map of the figures says what their table says, and no more. */

const draw = (numbers: Record<string, number | null>) =>
  countryMap(
    Object.entries(numbers).map(([of, n]) => ({ of, name: `Land ${of}`, n })),
    'Projects',
    'en',
  )?.text ?? null
const landOf = (map: string | null, code: string) =>
  (map ?? '').split(/<(?:path|circle) /).find((land) => land.includes(`<title>Land ${code}:`)) ?? ''

describe('the map of the figures', () => {
  it('shades a country by its step, and says its number and how to read it', () => {
    const map = draw({ FR: 40, IT: 12, DE: 12, ES: 1 })
    expect(map).toContain('role="img" aria-label="Map: Projects by country. All its numbers are in the table below."')
    expect(landOf(map, 'FR')).toMatch(/fill-opacity="1".*Land FR: 40</)
    expect(landOf(map, 'IT')).toContain(`fill-opacity="${2 / 3}"`)
    for (const step of ['1', '12', '40', 'none']) expect(map).toContain(`</svg>${step}</li>`)
    expect(map).not.toContain('hidden</li>')
  })

  it('looks the same whatever a hidden number is, also in its steps', () => {
    const map = draw({ FR: 40, IT: 12, MT: null })
    expect(landOf(map, 'MT')).toMatch(/fill="url\(#hidden\)".*Land MT: hidden</)
    expect(landOf(map, 'MT')).not.toContain('fill-opacity')
    expect(map).toContain('</svg>hidden</li>')
    const told = draw({ FR: 40, IT: 12 })
    for (const code of ['FR', 'IT']) expect(landOf(map, code)).toBe(landOf(told, code))
  })

  it('is not there where nothing can be told, and leaves a country without outline to the table', () => {
    expect(draw({ FR: null, IT: null })).toBeNull()
    expect(draw({ FR: 0 })).toBeNull()
    expect(draw({ JP: 9, '-': 7 })).toBeNull()
    expect(draw({ FR: 9, JP: 700 })).not.toContain('700')
  })

  it('escapes what countries are called', () => {
    expect(countryMap([{ of: 'FR', name: '<b>', n: 5 }], '"', 'fr')?.text).toMatch(
      /aria-label="Carte : &quot;.*&lt;b&gt;/s,
    )
  })

  it('has each country within its frame, as whole rings', () => {
    for (const [code, outline] of Object.entries(outlines)) {
      expect(code).toMatch(/^[A-Z]{2}$/)
      if (typeof outline !== 'string') continue
      const rings = outline.split('z').filter(Boolean)
      for (const ring of rings) {
        const [x = 0, y = 0, ...moves] = (ring.match(/-?\d+/g) ?? []).map(Number)
        expect(moves.length % 2, code).toBe(0)
        expect([x >= 0 && x <= frame.width, y >= 0 && y <= frame.height], code).toEqual([true, true])
      }
    }
  })
})
