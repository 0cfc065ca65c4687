import type { Locale } from '#db/schema/values.ts'
import { tagOf } from '../kit/dates.ts'
import { type Markup, markup } from '../kit/plain-page.ts'
import { frame, outlines } from './outlines.ts'
import { figureWords } from './words.ts'

/*
 * Countries by how many there are, drawn here and loaded from nowhere. It says what is in the table beside it and no more: what
 * is hidden there is hatched, whatever it is, and takes no part in the steps.
 */

interface Place {
  /** A country by its code. */
  of: string
  name: string
  /** Null where it is hidden. */
  n: number | null
}

const mostSteps = 4
const pointSize = 6

export function countryMap(places: readonly Place[], what: string, locale: Locale): Markup | null {
  const words = figureWords[locale]
  const drawn = places.filter(({ of }) => Object.hasOwn(outlines, of))
  const steps = stepsOf(drawn.flatMap(({ n }) => (n === null || n === 0 ? [] : [n])))
  if (steps.length === 0) return null
  const saidOf = new Map(drawn.map((place) => [place.of, place]))
  const number = (n: number) => n.toLocaleString(tagOf[locale])
  const lands = Object.entries(outlines).map(([code, outline]) => {
    const place = saidOf.get(code)
    const title = place && markup`<title>${place.name}: ${place.n === null ? words.hidden : number(place.n)}</title>`
    const look = lookOf(place?.n ?? (place ? null : 0), steps)
    return typeof outline === 'string'
      ? markup`<path d="${outline}" ${look}>${title ?? null}</path>`
      : markup`<circle cx="${outline.at[0]}" cy="${outline.at[1]}" r="${pointSize}" ${look}>${title ?? null}</circle>`
  })
  const entries = [
    { look: lookOf(0, steps), text: words.nobody },
    ...steps.map(({ from, to }) => ({
      look: lookOf(to, steps),
      text: from === to ? number(from) : `${number(from)}–${number(to)}`,
    })),
    ...(drawn.some(({ n }) => n === null) ? [{ look: lookOf(null, steps), text: words.hidden }] : []),
  ]
  return markup`<svg class="map" viewBox="0 0 ${frame.width} ${frame.height}" role="img" aria-label="${words.map(what)}">
<pattern id="hidden" width="8" height="8" patternUnits="userSpaceOnUse"><path class="hatch" d="M0 8L8 0"></path></pattern>
${lands}
</svg>
<ul class="legend" aria-label="${what}">${entries.map(({ look, text }) => markup`<li><svg viewBox="0 0 16 16" aria-hidden="true"><rect width="16" height="16" ${look}></rect></svg>${text}</li>`)}</ul>
<p class="quiet">${words.notOnMap}</p>
`
}

interface Step {
  from: number
  to: number
}

/** Told numbers in up to four steps of about as many countries each, from the lowest. */
function stepsOf(told: readonly number[]): Step[] {
  const sorted = [...new Set(told)].toSorted((one, other) => one - other)
  const count = Math.min(mostSteps, sorted.length)
  const at = (step: number) => Math.floor((step * sorted.length) / count)
  return Array.from({ length: count }, (_, step) => ({
    from: sorted[at(step)] ?? 0,
    to: sorted[at(step + 1) - 1] ?? 0,
  }))
}

function lookOf(n: number | null, steps: readonly Step[]): Markup {
  if (n === null) return markup`class="land" fill="url(#hidden)"`
  const step = steps.findIndex(({ from, to }) => n >= from && n <= to)
  if (step === -1) return markup`class="land" fill="none"`
  return markup`class="land bar" fill-opacity="${(step + 1) / steps.length}"`
}
