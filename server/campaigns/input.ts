import * as z from 'zod'
import { locales, schemes } from '#db/schema/values.ts'
import { day, moment } from '../kit/dates.ts'
import { line } from '../kit/text.ts'
import { rulebookRules } from './rulebook.ts'

/* What is asked about rulebooks, campaigns and conditions, and what may be written into them. */

const id = z.uuid().toLowerCase()
const revision = z.int().min(1).max(1_000_000)

export const officeParam = z.strictObject({ officeId: id })
export const rulebookParam = z.strictObject({ officeId: id, rulebookId: id })
export const campaignParam = z.strictObject({ officeId: id, campaignId: id })
export const openParam = z.strictObject({ campaignId: id })

export const conditionsAsked = z.strictObject({ scheme: z.enum(schemes).default('school_label'), on: day.optional() })
export type ConditionsAsked = z.infer<typeof conditionsAsked>

const radarPage = 200
export const radarAsked = z.strictObject({
  /** By these rules; without them by those that the campaign of the year goes by. */
  rulebook: id.optional(),
  on: day.optional(),
  /** Those who meet all, who lack one, or who lack this one alone. */
  lack: z
    .string()
    .max(44)
    .regex(/^(?:none|one|one:[a-z][a-z0-9_]{0,39})$/)
    .default('one'),
  from: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(radarPage).default(50),
})
export type RadarAsked = z.infer<typeof radarAsked>

const version = line(40)
const titles = z
  .partialRecord(z.enum(locales), line(120))
  .refine((said) => Object.keys(said).length > 0, 'rulebook_no_words')

export const newRulebook = z.strictObject({ basedOn: id, version })
export type NewRulebook = z.infer<typeof newRulebook>

export const rulebookChange = z.strictObject({
  revision,
  version,
  titles,
  source: line(1000),
  validFrom: day,
  validUntil: day.nullable(),
  rules: rulebookRules,
})
export type RulebookChange = z.infer<typeof rulebookChange>

export const previewAsked = z.strictObject({ rules: rulebookRules })
export type PreviewAsked = z.infer<typeof previewAsked>

const campaignDraft = z.strictObject({
  rulebookId: id,
  year: z.int().min(2000).max(2199),
  /** Where there are several a year: which. */
  title: line(80, 0),
  opensAt: moment,
  closesAt: moment,
  decidesAt: moment,
})
export const newCampaign = campaignDraft
export type CampaignDraft = z.infer<typeof campaignDraft>

export const campaignChange = z.union([
  /** All of a draft anew; of one that is open the end may come later, and nothing else changes. */
  campaignDraft.extend({ version: revision }),
  z.strictObject({ state: z.literal('cancelled') }),
])
export type CampaignChange = z.infer<typeof campaignChange>
