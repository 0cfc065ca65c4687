import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { TYPE } from '@formatjs/icu-messageformat-parser'
import { describe, expect, it } from 'vitest'
import { chapters, chaptersFor, nameOfLabel } from '#client/guide/chapters.ts'
import { novelties } from '#client/guide/whats-new.ts'
import { localeFolders, readCatalogue } from '#client/locales/compile.mjs'

const pictures = join(import.meta.dirname, '../../client/guide/pictures')
const catalogues = localeFolders().map((locale) => [locale, readCatalogue(locale)] as const)

/** Where a message says something that is given to it. */
function givenTo(locale: string, id: string): string[] {
  const message = readCatalogue(locale).get(id)
  if (!message) throw new Error(`${locale} has no ${id}`)
  return message.ast.flatMap((element) => (element.type === TYPE.argument ? [element.value] : []))
}

describe.each(catalogues)('the first steps in %s', (locale, catalogue) => {
  it('have all chapters, all steps and nothing else', () => {
    const wanted = chapters.flatMap(({ id, steps, hasPicture }) => [
      `guide.${id}_title`,
      ...Array.from({ length: steps }, (_, index) => `guide.${id}_${index + 1}`),
      ...(hasPicture ? [`guide.${id}_alt`] : []),
    ])
    const said = [...catalogue.keys()].filter((id) => /^guide\.(pupil|teacher|head|office)_/.test(id))
    expect(said.toSorted()).toEqual(wanted.toSorted())
    const fresh = [...catalogue.keys()].filter((id) => id.startsWith('guide.new_'))
    expect(fresh.toSorted()).toEqual(novelties.map(({ id }) => `guide.new_${id}`).toSorted())
  })

  it.each(chapters)('name the buttons of $id by words that the screens have', ({ id, steps, labels }) => {
    const named = Array.from({ length: steps }, (_, index) => givenTo(locale, `guide.${id}_${index + 1}`)).flat()
    expect(new Set(named)).toEqual(new Set(labels.map(nameOfLabel)))
    expect(new Set(labels.map(nameOfLabel)).size).toBe(labels.length)
    for (const label of labels) expect(catalogue.has(label), label).toBe(true)
  })

  it('have a picture for each chapter that shows one, and no other', () => {
    const wanted = chapters.filter(({ hasPicture }) => hasPicture).map(({ id }) => `${id}.webp`)
    expect(readdirSync(join(pictures, locale)).toSorted()).toEqual(wanted.toSorted())
  })
})

const teacher = { kind: 'staff', isSchoolAdmin: false, can: { readOffice: false, askOffice: false } } as const
const idsOf = (reader: Parameters<typeof chaptersFor>[0]) => chaptersFor(reader).map(({ id }) => id)

describe('whose first steps somebody reads', () => {
  it('is pupils’ alone for a pupil', () => {
    const ids = idsOf({ ...teacher, kind: 'pupil' })
    expect(ids.length).toBeGreaterThan(4)
    expect(ids.filter((id) => !id.startsWith('pupil_'))).toEqual([])
  })

  it('is one’s own first, and nothing of the programme where no office is open', () => {
    expect(idsOf(teacher)[0]).toBe('teacher_classroom')
    expect(idsOf(teacher)).not.toContain('teacher_partner')
    expect(idsOf({ ...teacher, isSchoolAdmin: true })[0]).toBe('head_glance')
    const correspondent = { ...teacher, can: { readOffice: true, askOffice: true } }
    expect(idsOf(correspondent)[0]).toBe('office_desk')
    expect(idsOf(correspondent)).toContain('teacher_partner')
    expect(idsOf(teacher)).not.toContain('office_desk')
  })
})

describe('what is new', () => {
  it('is dated, the newest first', () => {
    const days = novelties.map(({ day }) => day)
    expect(days).toEqual(days.toSorted().toReversed())
    expect(days.filter((day) => !/^20\d\d-[01]\d-[0-3]\d$/.test(day))).toEqual([])
  })
})

describe('the pictures', () => {
  it('weigh little together, and say how large they are', () => {
    const files = localeFolders().flatMap((locale) => {
      const folder = join(pictures, locale)
      return existsSync(folder) ? readdirSync(folder).map((name) => readFileSync(join(folder, name))) : []
    })
    expect(files.reduce((sum, file) => sum + file.length, 0)).toBeLessThan(600_000)
    expect(files.filter((file) => file.toString('latin1', 8, 12) !== 'WEBP')).toEqual([])
  })
})
