import { findRulebook } from '#db/queries/campaigns.ts'
import { listRegionHistory } from '#db/queries/countries.ts'
import { covers, requireOffice } from '../access/offices.ts'
import type { Ctx } from '../kit/context.ts'
import { invalidField, notFound } from '../kit/errors.ts'
import { regionOn } from '../registers/places.ts'
import { chooseRulebook } from './choice.ts'
import { checkCondition } from './conditions/conditions.ts'
import type { Missing } from './conditions/facts.ts'
import type { Condition } from './conditions/parameters.ts'
import { type KnownSchool, knownSchools } from './facts.ts'
import type { RadarAsked } from './input.ts'
import { rulesOf } from './rulebook.ts'

/*
 * Which schools of a country meet the conditions of the school label, and which lack one. Nobody can act on a school that lacks
 * everything: of those only how many there are is said. Schools that nobody of the programme ever was at are left out.
 */

interface Lacking {
  condition: string
  missing: Missing
}
interface Seen extends KnownSchool {
  lacks: Lacking[]
}

const lacksOf = ({ facts }: KnownSchool, conditions: readonly Condition[], day: string): Lacking[] =>
  conditions.flatMap((condition) => {
    const { missing } = checkCondition({ school: facts }, condition, day)
    return missing ? [{ condition: condition.id, missing }] : []
  })

const isSought = ({ lacks }: Seen, lack: string): boolean => {
  if (lack === 'none') return lacks.length === 0
  return lacks.length === 1 && (lack === 'one' || lacks[0]?.condition === lack.slice('one:'.length))
}

async function rulesAsked(ctx: Ctx, asked: { officeId: string; countryCode: string; day: string; rulebook?: string }) {
  const { officeId, countryCode, day, rulebook } = asked
  const row =
    rulebook === undefined
      ? (await chooseRulebook(ctx.db, { scheme: 'school_label', countryCode, day }))?.rulebook
      : await findRulebook(ctx.db, rulebook, { officeId, countryCode })
  if (!row) throw notFound()
  const rules = rulesOf(row.rules)
  if (rules.subject !== 'school') throw invalidField('rulebook', 'rulebook_not_school')
  return { row, conditions: rules.conditions }
}

export async function showRadar(ctx: Ctx, officeId: string, { rulebook, on, lack, from, limit }: RadarAsked) {
  const { office, reach, day: today } = await requireOffice(ctx, officeId, 'radar.read')
  const day = on ?? today
  if (day > today) throw invalidField('on', 'date_ahead')
  // Of the schools of all countries each office sees its own.
  const { countryCode } = office
  if (countryCode === null) throw notFound()
  const asked = { officeId, countryCode, day, ...(rulebook === undefined ? {} : { rulebook }) }
  const { row, conditions } = await rulesAsked(ctx, asked)
  const history = await listRegionHistory(ctx.db, countryCode)
  const all = (await knownSchools(ctx.db, { countryCode }, { conditions, day }))
    .filter(({ facts }) => facts.registeredOn !== null)
    .map((one) => ({ ...one, region: regionOn(history, one.school, day) }))
    .filter(({ region }) => covers(reach, region?.id ?? null))
    .map((one) => ({ ...one, lacks: lacksOf(one, conditions, day) }))
  const sought = all.filter((one) => isSought(one, lack))
  const counts = new Map(conditions.map(({ id }) => [id, 0]))
  const single = all.filter(({ lacks }) => lacks.length === 1)
  for (const { condition } of single.flatMap(({ lacks }) => lacks))
    counts.set(condition, (counts.get(condition) ?? 0) + 1)
  return {
    ...{ on: day, today, office: { id: officeId, name: office.name } },
    rulebook: { id: row.id, version: row.version, titles: row.titles, scheme: row.scheme },
    conditions: conditions.map((asks) => ({ asks, lackedAlone: counts.get(asks.id) ?? 0 })),
    registered: all.length,
    eligible: all.filter(({ lacks }) => lacks.length === 0).length,
    lackOne: single.length,
    found: sought.length,
    schools: sought.slice(from, from + limit).map(({ school, region, lacks }) => ({
      ...{ id: school.id, name: school.name, town: school.town, region: region?.name ?? null },
      lacks: lacks[0] ?? null,
    })),
    nextFrom: from + limit < sought.length ? from + limit : null,
  }
}
