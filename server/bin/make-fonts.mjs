// Makes client/ui/fonts/*.woff2, which are kept in the repository: `node server/bin/make-fonts.mjs`. Of each family the letters of
// Western Europe, with the axes and features that the styles use; all other letters come from the whole files, when one is shown.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import subsetFont from 'subset-font'

const root = resolve(import.meta.dirname, '../..')
const to = join(root, 'client/ui/fonts')

/** As `unicode-range` in fonts.css says. @param {number} from @param {number} last */
const range = (from, last) => String.fromCodePoint(...Array.from({ length: last - from + 1 }, (_, at) => from + at))
const letters =
  range(0x20, 0x7e) +
  range(0xa0, 0xff) +
  'ŒœŸẞ' +
  range(0x2010, 0x2015) +
  range(0x2018, 0x201f) +
  '†‡•…\u202f‰′″‹›⁄€™−×'

const keepFeatures = [
  'ccmp',
  'liga',
  'locl',
  'mark',
  'mkmk',
  'rlig',
  'rvrn',
  'calt',
  'clig',
  'kern',
  'lnum',
  'tnum',
  'frac',
  'numr',
  'dnom',
]
const weights = { min: 400, max: 700 }

const fonts = [
  { from: 'commissioner/files/commissioner-latin-flar-normal', name: 'commissioner', variationAxes: { wght: weights } },
  { from: 'literata/files/literata-latin-opsz-normal', name: 'literata', variationAxes: { wght: weights, opsz: 16 } },
  {
    from: 'literata/files/literata-latin-opsz-italic',
    name: 'literata-italic',
    variationAxes: { wght: weights, opsz: 16 },
  },
]

mkdirSync(to, { recursive: true })
for (const { from, name, variationAxes } of fonts) {
  const whole = readFileSync(join(root, `node_modules/@fontsource-variable/${from}.woff2`))
  const bytes = await subsetFont(whole, letters, {
    targetFormat: 'woff2',
    keepFeatures,
    variationAxes,
    noHinting: true,
  })
  writeFileSync(join(to, `${name}.woff2`), bytes)
  console.log(`${name}: ${whole.length} to ${bytes.length} bytes`)
}
