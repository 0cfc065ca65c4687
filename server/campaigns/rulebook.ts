import * as z from 'zod'
import { locales, schemes } from '#db/schema/values.ts'
import { line, lines } from '../kit/text.ts'
import { condition, ruleId as id } from './conditions/parameters.ts'

/*
 * What a rulebook says, as data: who may apply, what is asked, how it is judged and what is given. Rules change almost every
 * year, so nothing of them is code.
 */

const inLanguages = (text: z.ZodType<string, string>) =>
  z.partialRecord(z.enum(locales), text).refine((said) => Object.keys(said).length > 0, 'rulebook_no_words')
/** A name in the languages that it was written in, at least one. */
const words = inLanguages(line(200))
const longWords = inLanguages(lines(2000))

/** What a reader may give. */
const scale = z
  .strictObject({
    from: z.number().min(0).max(100),
    to: z.number().min(0).max(100),
    step: z.number().min(0.25).max(100),
    /** What marks mean, where it is described. */
    levels: z.array(z.strictObject({ mark: z.number().min(0).max(100), words: longWords })).max(20),
    /** Whether that it does not apply is a mark. It then counts for nothing. */
    hasNotApplicable: z.boolean(),
  })
  .refine(({ from, to }) => from < to, { error: 'rulebook_scale', path: ['to'] })

const least = z.number().min(0).max(100).nullable()

/** A part of a criterion. Whoever is below the least of a knock-out gets nothing, whatever the rest. */
const part = z.strictObject({ id, words, scale: scale.nullable(), least, isKnockOut: z.boolean() })
const criterion = z.strictObject({
  ...{ id, words, help: longWords.nullable(), scale, least, isKnockOut: z.boolean() },
  weight: z.number().gt(0).max(100),
  /** Points come from the criterion alone. A part has a mark of its own where it has a scale, and may have a least. */
  parts: z.array(part).max(20),
})
export type Criterion = z.infer<typeof criterion>

/** `own`: what the one who applies did; `common`: what is said of the project or the school, by all who write. */
const field = z.strictObject({
  ...{ id, part: z.enum(['own', 'common']), words, help: longWords.nullable() },
  kind: z.enum(['text', 'yes_no']),
  least: z.int().min(0).max(20_000),
  most: z.int().min(1).max(20_000),
  /** What it speaks to. */
  criterion: id.nullable(),
})
export type Field = z.infer<typeof field>

const readers = z.strictObject({
  /** How many judge without seeing each other's marks; 0: nobody does. */
  blind: z.int().min(0).max(5),
  /** One more, where two differ by more than this: in all points, or by one criterion. */
  third: z.strictObject({ over: z.number().min(0).max(1000), of: z.enum(['total', 'criterion']) }).nullable(),
  /** Of three: all count, or the two nearest to each other. */
  combine: z.enum(['mean', 'nearest_two']),
  /** How many of the commission must be there to decide. */
  quorum: z.int().min(1).max(50),
})

const quota = z.strictObject({
  per: z.enum(['campaign', 'class', 'class_theme']),
  size: z.union([
    z.strictObject({ count: z.int().min(1).max(1000) }),
    z.strictObject({ share: z.number().gt(0).max(1) }),
  ]),
  rounding: z.enum(['down', 'nearest', 'up']),
})
export type Quota = z.infer<typeof quota>

const ties = z.strictObject({
  /** Who has more by these criteria stands first. */
  byCriteria: z.array(id).max(20),
  /** Who still shares points where a quota ends: all of them in, none, or the commission says. */
  atQuota: z.enum(['all', 'none', 'commission']),
})
export type Ties = z.infer<typeof ties>

const ageClass = z.strictObject({
  ...{ id, words, ageFrom: z.int().min(0).max(99), ageTo: z.int().min(0).max(99) },
  /** Initial vocational education, whatever the age. */
  isVocational: z.boolean(),
})

const rulesShape = z.strictObject({
  subject: z.enum(['person_project', 'project', 'school', 'institution']),
  /** `computed`: rows are made of what was recognised already; `derived`: given along with another. */
  entry: z.enum(['apply', 'invited', 'computed', 'derived']),
  /** Of what is computed: who puts it forward to the office that decides. */
  nominatedBy: z.enum(['nobody', 'country_office']),
  conditions: z.array(condition).max(30),
  form: z.array(field).max(60),
  criteria: z.array(criterion).max(30),
  readers,
  /** Who has fewer points in all gets nothing. */
  leastPoints: z.number().min(0).max(1000).nullable(),
  quota: quota.nullable(),
  ties,
  /** To so many decimals points are rounded, halves up, before they are compared. */
  decimals: z.int().min(0).max(4),
  classes: z.array(ageClass).max(20),
  themes: z.array(z.strictObject({ id, words })).max(40),
  limits: z.strictObject({
    /** Applications of one person in a school year. */
    perPersonAndYear: z.int().min(1).max(50).nullable(),
    /** After a refusal, for criteria that are named. */
    secondApplications: z.int().min(0).max(1),
    /** One entry of a project, by whichever of its teachers. */
    isOncePerProject: z.boolean(),
  }),
  /** Who signs for it. */
  declaration: z.enum(['nobody', 'head']),
  /** Null: for good. */
  validYears: z.int().min(1).max(20).nullable(),
  /** What is given along with it. */
  derives: z.array(z.enum(schemes)).max(5),
  /** It is gone by where no campaign says by which. */
  isDefault: z.boolean(),
  /** No source says all of it: to try things out, or to be completed by the office. */
  isExample: z.boolean(),
  /** What is our own choice because no source has it: paths in this object, or `validFrom`. */
  ours: z.array(z.string().max(100)).max(60),
  notes: longWords.nullable(),
})
export type Rules = z.infer<typeof rulesShape>

const isTwice = (ids: readonly string[]) => new Set(ids).size < ids.length

/** What no field can say by itself: nothing is named twice, and what is named is there. */
function lookThrough(rules: Rules, context: z.RefinementCtx): void {
  const say = (error: string, path: (string | number)[]) => context.addIssue({ code: 'custom', message: error, path })
  const criteria = rules.criteria.map((one) => one.id)
  const fields = rules.form.map((one) => one.id)
  if (isTwice(criteria)) say('rulebook_id_twice', ['criteria'])
  if (isTwice(fields)) say('rulebook_id_twice', ['form'])
  if (isTwice(rules.conditions.map((one) => one.id))) say('rulebook_id_twice', ['conditions'])
  if (isTwice(rules.classes.map((one) => one.id))) say('rulebook_id_twice', ['classes'])
  rules.criteria.forEach(({ parts }, index) => {
    if (isTwice(parts.map((one) => one.id))) say('rulebook_id_twice', ['criteria', index, 'parts'])
  })
  rules.form.forEach((one, index) => {
    if (one.criterion !== null && !criteria.includes(one.criterion))
      say('rulebook_unknown_id', ['form', index, 'criterion'])
    if (one.least > one.most) say('rulebook_lengths', ['form', index, 'most'])
  })
  rules.conditions.forEach((one, index) => {
    const field = one.is === 'declared' ? rules.form.find((known) => known.id === one.question) : undefined
    if (one.is === 'declared' && field?.kind !== 'yes_no') say('rulebook_unknown_id', ['conditions', index, 'question'])
  })
  if (rules.ties.byCriteria.some((one) => !criteria.includes(one))) say('rulebook_unknown_id', ['ties', 'byCriteria'])
  if (rules.quota && rules.quota.per !== 'campaign' && rules.classes.length === 0)
    say('rulebook_no_classes', ['classes'])
  if (rules.readers.third && rules.readers.blind !== 2) say('rulebook_third', ['readers', 'third'])
  if (rules.criteria.length > 0 !== rules.readers.blind > 0) say('rulebook_readers', ['readers', 'blind'])
}

export const rulebookRules = rulesShape.superRefine(lookThrough)

/** Of a row of `rulebooks`: nothing is stored that this does not read. */
export const rulesOf = (stored: object): Rules => rulesShape.parse(stored)
