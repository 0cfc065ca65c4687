import { sql } from 'drizzle-orm'
import type { DbOrTx } from '../client.ts'
import { rulebooks } from '../schema/campaigns.ts'
import europeanLabel2022 from './rulebooks/european-label-2022.json' with { type: 'json' }
import europeanLabelToday from './rulebooks/european-label-today.json' with { type: 'json' }
import europeanLabelTopQuarter from './rulebooks/european-label-top-quarter.json' with { type: 'json' }
import europeanPrize from './rulebooks/european-prize-today.json' with { type: 'json' }
import nationalLabel2014 from './rulebooks/national-label-2014.json' with { type: 'json' }
import nationalLabelToday from './rulebooks/national-label-today.json' with { type: 'json' }
import nationalPrize from './rulebooks/national-prize-2015.json' with { type: 'json' }
import pupilLabel from './rulebooks/pupil-label-today.json' with { type: 'json' }
import schoolLabel2017 from './rulebooks/school-label-2017.json' with { type: 'json' }
import schoolLabel2021 from './rulebooks/school-label-2021.json' with { type: 'json' }
import schoolLabel2024 from './rulebooks/school-label-2024.json' with { type: 'json' }
import trainingAward from './rulebooks/training-award-today.json' with { type: 'json' }
import type { Scheme } from '../schema/values.ts'

/*
 * Rulebooks that come with Préau, dated, with where they were read. What no source says stands in `rules.ours`; a rulebook of
 * which too much is ours is an example (`rules.isExample`).
 */

interface ShippedRulebook {
  scheme: Scheme
  country: string | null
  version: string
  titles: { en: string; fr: string; de: string }
  source: string
  validFrom: string
  validUntil: string | null
  rules: object
}

const of = (scheme: Scheme, book: Omit<ShippedRulebook, 'scheme'> & { scheme: string }): ShippedRulebook => {
  if (book.scheme !== scheme) throw new Error(`a rulebook of ${scheme} says that it is of ${book.scheme}`)
  return { ...book, scheme }
}

export const shippedRulebooks: readonly ShippedRulebook[] = [
  of('national_label', nationalLabel2014),
  of('national_label', nationalLabelToday),
  of('european_label', europeanLabel2022),
  of('european_label', europeanLabelTopQuarter),
  of('european_label', europeanLabelToday),
  of('national_prize', nationalPrize),
  of('european_prize', europeanPrize),
  of('school_label', schoolLabel2017),
  of('school_label', schoolLabel2021),
  of('school_label', schoolLabel2024),
  of('pupil_label', pupilLabel),
  of('training_award', trainingAward),
]

/** As this release has them; one that a campaign goes by stays as it was. */
export async function seedRulebooks(db: DbOrTx): Promise<void> {
  const rows = shippedRulebooks.map(({ country, ...book }) => ({ ...book, countryCode: country }))
  await db
    .insert(rulebooks)
    .values(rows)
    .onConflictDoUpdate({
      target: [rulebooks.officeId, rulebooks.scheme, rulebooks.countryCode, rulebooks.version],
      set: {
        titles: sql`excluded.titles`,
        source: sql`excluded.source`,
        validFrom: sql`excluded.valid_from`,
        validUntil: sql`excluded.valid_until`,
        rules: sql`excluded.rules`,
      },
      setWhere: sql`${rulebooks.lockedAt} is null`,
    })
}
