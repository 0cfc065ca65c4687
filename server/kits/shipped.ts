import * as z from 'zod'
import type { KitContent, KitDocument } from './content.ts'
import epiCitizens from './shipped/epi-citizens.json' with { type: 'json' }
import epiEnergy from './shipped/epi-energy.json' with { type: 'json' }
import epiWater from './shipped/epi-water.json' with { type: 'json' }
import firstMeeting from './shipped/first-meeting.json' with { type: 'json' }
import letters from './shipped/letters.json' with { type: 'json' }
import liaison from './shipped/liaison.json' with { type: 'json' }
import { blocksOf, planOf, rubricOf, wallOf } from './words.ts'

/* Kits that come with the product, in the words of a teacher who plans (`words.ts`). */

const shippedPage = z.strictObject({
  title: z.string(),
  for: z.enum(['teachers', 'project', 'template']),
  page: z.array(z.string()),
})
const shippedWall = z.strictObject({
  title: z.string(),
  for: z.enum(['teachers', 'project', 'template']),
  wall: z.record(z.string(), z.array(z.string())),
})

const shippedWords = z.strictObject({
  title: z.string(),
  summary: z.string(),
  documents: z.array(z.union([shippedPage, shippedWall])),
  plan: z
    .strictObject({
      lanes: z.array(z.string()),
      /** In which week (1 is the first), in which lane, for how many hours. */
      lessons: z.array(z.tuple([z.int(), z.int(), z.number(), z.string()])),
      steps: z.array(z.tuple([z.int(), z.string()])),
    })
    .optional(),
  rubric: z
    .strictObject({
      product: z.string(),
      /** What is looked at, then what one sees at each of the four levels. */
      criteria: z.array(z.tuple([z.string(), z.string(), z.string(), z.string(), z.string()])),
    })
    .optional(),
})

const shippedFile = z.strictObject({
  code: z.string(),
  ages: z.tuple([z.int(), z.int()]),
  words: z.record(z.string(), shippedWords),
})

export interface ShippedKit {
  /** Of the file and its language: `epi-water.fr`. */
  id: string
  title: string
  summary: string
  language: string
  ageFrom: number
  ageTo: number
  content: KitContent
}

/** Of what comes with the product. */
export const shippedCredit = { credit: 'Préau', licence: 'CC BY 4.0' }

export const shippedKits: readonly ShippedKit[] = [epiWater, epiEnergy, epiCitizens, firstMeeting, letters, liaison]
  .map((file) => shippedFile.parse(file))
  .flatMap(({ code, ages: [ageFrom, ageTo], words }) =>
    Object.entries(words).map(([language, { title, summary, documents, plan, rubric }]) => ({
      ...{ id: `${code}.${language}`, title, summary, language, ageFrom, ageTo },
      content: {
        documents: documents.map((one) => documentOf(one, language)),
        plan: plan === undefined ? null : planOf(plan, language),
        rubric: rubric === undefined ? null : rubricOf(rubric),
      },
    })),
  )

type Shipped = z.infer<typeof shippedWords>['documents'][number]

function documentOf(shipped: Shipped, language: string): KitDocument {
  const { title } = shipped
  const access = shipped.for === 'project' ? ('project' as const) : ('teachers' as const)
  const place = { title, language, access, isTemplate: shipped.for === 'template' }
  return 'page' in shipped
    ? { ...place, kind: 'page', content: { type: 'doc', content: blocksOf(shipped.page, language) } }
    : { ...place, kind: 'wall', content: wallOf(shipped.wall, language) }
}
