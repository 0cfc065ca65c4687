/*
 * A picture is read by programs that do not have our letters, and an `img` does not even have those of its page. So the
 * picture carries the subsets that it needs, which the browser has at hand already.
 */

const family = 'Commissioner Variable'

interface Face {
  address: string
  weight: string
  range: string
}

function facesOf(sheet: CSSStyleSheet): Face[] {
  return [...sheet.cssRules].flatMap((rule) => {
    if (!(rule instanceof CSSFontFaceRule) || !rule.style.getPropertyValue('font-family').includes(family)) return []
    const [, source] = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src')) ?? []
    if (source === undefined) return []
    const address = new URL(source, sheet.href ?? document.baseURI).href
    const range = rule.style.getPropertyValue('unicode-range')
    return [{ address, weight: rule.style.getPropertyValue('font-weight'), range }]
  })
}

/** `U+0-FF, U+131` */
export function isInRange(range: string, text: string): boolean {
  const spans = [...range.matchAll(/U\+([0-9a-f]+)(?:-([0-9a-f]+))?/gi)].map(([, from = '', to = from]) => [
    Number.parseInt(from, 16),
    Number.parseInt(to, 16),
  ])
  for (const letter of text) {
    const code = letter.codePointAt(0) ?? 0
    if (spans.some(([from = 0, to = 0]) => code >= from && code <= to)) return true
  }
  return false
}

export async function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(typeof reader.result === 'string' ? reader.result : ''))
    reader.addEventListener('error', () => reject(new Error('a file could not be read')))
    reader.readAsDataURL(blob)
  })
}

/** `@font-face` rules with their bytes, for the letters of this text. Empty where the fonts cannot be had: others serve. */
export async function fontFacesFor(text: string): Promise<string> {
  const faces = [...document.styleSheets].flatMap(facesOf).filter(({ range }) => isInRange(range, text))
  const rules = await Promise.all(
    faces.map(async ({ address, weight, range }) => {
      const answer = await fetch(address)
      const bytes = await dataAddress(await answer.blob())
      return `@font-face{font-family:'${family}';font-weight:${weight};unicode-range:${range};src:url(${bytes}) format('woff2')}`
    }),
  ).catch(() => [])
  return rules.join('')
}
