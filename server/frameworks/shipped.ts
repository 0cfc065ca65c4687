import * as z from 'zod'
import type { DbOrTx } from '#db/client.ts'
import { type NewFramework, upsertShipped } from '#db/queries/frameworks.ts'
import { findSetting, upsertSetting } from '#db/queries/settings.ts'
import { frameworkKinds } from '#db/schema/frameworks.ts'
import cefr from './shipped/cefr.json' with { type: 'json' }
import crcn from './shipped/crcn.json' with { type: 'json' }
import democraticCulture from './shipped/democratic-culture.json' with { type: 'json' }
import epiThemes from './shipped/epi-themes.json' with { type: 'json' }
import keyCompetences from './shipped/key-competences.json' with { type: 'json' }
import socle from './shipped/socle.json' with { type: 'json' }

const texts = z.record(z.string(), z.string())

const shippedFramework = z.strictObject({
  code: z.string(),
  kind: z.enum(frameworkKinds),
  country: z.string().nullable(),
  ages: z.tuple([z.int(), z.int()]),
  from: z.string(),
  until: z.string().nullable(),
  names: texts,
  scale: z.array(z.strictObject({ code: z.string(), texts })),
  source: z.string(),
  licence: z.string(),
  /** When its words were last read against their source, what agreed, and what could not be compared: for who mends them. */
  checked: z.strictObject({ on: z.iso.date(), agrees: z.string(), open: z.string() }),
  items: z.array(z.strictObject({ code: z.string(), parent: z.string().optional(), texts })),
})

const shippedFrameworks = [socle, crcn, cefr, keyCompetences, democraticCulture, epiThemes].map((file) =>
  shippedFramework.parse(file),
)

const settingKey = 'shipped_frameworks'
const keptFiles = z.object({ files: z.string() })

/** Brings the shipped frameworks into the data, where they are not there as this release has them. */
export async function keepShipped(db: DbOrTx): Promise<void> {
  const files = JSON.stringify(shippedFrameworks.map(({ checked: _, ...words }) => words))
  const kept = keptFiles.safeParse(await findSetting(db, settingKey))
  if (kept.data?.files === files) return
  await db.transaction(async (tx) => {
    for (const one of shippedFrameworks) await upsertShipped(tx, rowOf(one), itemsOf(one))
    await upsertSetting(tx, settingKey, { files })
  })
}

type Shipped = (typeof shippedFrameworks)[number]

const rowOf = ({ code, kind, country, ages, from, until, names, scale, source, licence }: Shipped): NewFramework => ({
  ...{ schoolId: null, code, kind, countryCode: country, ageFrom: ages[0], ageTo: ages[1] },
  ...{ names, scale, source, licence, validFrom: from, validUntil: until },
})

const itemsOf = ({ items }: Shipped) => items.map(({ parent = null, ...item }) => ({ ...item, parent }))
