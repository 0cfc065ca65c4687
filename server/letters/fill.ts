import type { LetterData, NamedProject } from '#db/schema/letters.ts'
import type { Locale } from '#db/schema/values.ts'
import { noonOf, tagOf } from '../kit/dates.ts'
import type { Block, Sheet } from '../sheets/sheet.ts'
import type { BodyBlock, Inline, LetterBody } from './body.ts'
import { isListField, type LineField, type ListField } from './fields.ts'
import { letterWords } from './words.ts'

/* A template with what its fields say. Preview, PDF and DOCX are made from the same blocks. Pure. */

interface Filled extends LetterData {
  language: Locale
  year: number
  /** The day it is signed on; before that the day it is looked at. */
  day: string
  /** Null before anybody signs. */
  director: string | null
}

const wordOf = (name: LineField, of: Filled): string =>
  ({
    salutation: of.addressee.salutation || of.addressee.name,
    addressee: of.addressee.name,
    address: of.addressee.address,
    region: of.region,
    school: of.school,
    town: of.town,
    year: letterWords[of.language].year(of.year),
    date: new Intl.DateTimeFormat(tagOf[of.language], { dateStyle: 'long', timeZone: 'UTC' }).format(noonOf(of.day)),
    office: of.office,
    director: of.director ?? '…',
    projects_count: `${of.named.projects.length}`,
  })[name]

const textOf = (content: Inline | undefined, of: Filled): string =>
  (content ?? [])
    .map((one) => {
      if (one.type === 'text') return one.text
      if (one.type === 'hardBreak') return '\n'
      return isListField(one.attrs.name) ? '' : wordOf(one.attrs.name, of)
    })
    .join('')

const schemeOf = {
  labelled_projects: 'national_label',
  european_labels: 'european_label',
  national_prizes: 'national_prize',
  european_prizes: 'european_prize',
} as const

const placed = ({ name, town }: { name: string; town: string }) => `${name} (${town})`

function projectLine(project: NamedProject, scheme: string, language: Locale): string {
  const words = letterWords[language]
  const { place, ageClass } = project.awards.find((one) => one.scheme === scheme) ?? { place: null, ageClass: null }
  const rank = [place === null ? null : words.place(place), ageClass].filter(Boolean).join(', ')
  const schools = project.schools.map(placed).join(', ')
  const people = project.people.map(({ name }) => name).join(', ')
  return [`${project.name}${rank && ` (${rank})`}`, schools, people && words.teachers(people)]
    .filter(Boolean)
    .join(' – ')
}

function itemsOf(name: ListField, { named, language }: Filled): string[] {
  if (name === 'labelled_schools') return named.schools.map(placed)
  const scheme = schemeOf[name]
  return named.projects
    .filter(({ awards }) => awards.some((one) => one.scheme === scheme))
    .map((project) => projectLine(project, scheme, language))
}

const listIn = (block: BodyBlock): ListField | null => {
  const only = block.type === 'paragraph' ? block.content?.[0] : undefined
  return only?.type === 'field' && isListField(only.attrs.name) ? only.attrs.name : null
}

function fillBlock(block: BodyBlock, of: Filled): Block[] {
  if (block.type === 'bulletList')
    return [
      {
        is: 'list',
        items: block.content.map(({ content }) => content.map((one) => textOf(one.content, of)).join(' ')),
      },
    ]
  const list = listIn(block)
  if (list !== null) {
    const items = itemsOf(list, of)
    return items.length === 0 ? [] : [{ is: 'list', items }]
  }
  const text = textOf(block.content, of)
  if (text.trim() === '') return []
  return block.type === 'heading' ? [{ is: 'heading', level: block.attrs.level, text }] : [{ is: 'text', text }]
}

/** A heading over a list that names nobody goes with it. */
const isIdleHeading = (block: BodyBlock, next: BodyBlock | undefined, of: Filled) => {
  const list = next === undefined ? null : listIn(next)
  return block.type === 'heading' && list !== null && itemsOf(list, of).length === 0
}

export const filled = ({ content }: LetterBody, of: Filled): Block[] =>
  content.flatMap((block, at) => (isIdleHeading(block, content[at + 1], of) ? [] : fillBlock(block, of)))

export const sheetOf = (template: { title: string; body: LetterBody }, of: Filled): Sheet => ({
  title: template.title,
  language: of.language,
  under: of.office,
  date: noonOf(of.day),
  blocks: filled(template.body, of),
})
