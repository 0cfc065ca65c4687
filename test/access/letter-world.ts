import { randomInt, randomUUID } from 'node:crypto'
import { findLetter, findTemplate } from '#db/queries/letters.ts'
import { letters, letterTemplates } from '#db/schema/letters.ts'
import type { LetterState } from '#db/schema/values.ts'
import { defaultTemplates } from '#server/letters/defaults.ts'
import { fingerprintOf } from '#server/letters/facts.ts'
import { makeAward } from '../helpers/campaigns.ts'
import { makeSchool } from '../helpers/factories.ts'
import type { LiveApp } from '../helpers/live-app.ts'
import type { makeOfficePeople } from './office-world.ts'

/** Letters of the office of Italy to the mayor of a labelled school, anew for each knock. */
export function letterWorld({ db }: LiveApp, { offices }: Awaited<ReturnType<typeof makeOfficePeople>>) {
  const officeId = offices.italy.id
  const preparedAt = new Date('2026-11-01T08:00:00Z')
  const place = { countryCode: 'IT', regionId: offices.lazio }
  return {
    seenLetter: async (id: string) => {
      const found = await findLetter(db, id)
      if (!found) throw new Error('no such letter')
      return fingerprintOf(found)
    },
    /** From which the next version is written. */
    latestTemplate: async () => (await findTemplate(db, { officeId, kind: 'head', language: 'de' }))?.version ?? 0,
    newLetter: async (state: LetterState): Promise<string> => {
      const [id, templateId] = [randomUUID(), randomUUID()]
      const template = defaultTemplates.find(({ kind }) => kind === 'mayor')
      if (!template) throw new Error('nothing to write with')
      await db
        .insert(letterTemplates)
        .values({ ...template, id: templateId, officeId, version: randomInt(2 ** 31 - 1) })
      const { id: schoolId, name, town } = await makeSchool(db, { ...place, timeZone: 'Europe/Rome' })
      await makeAward(db, { ...place, scheme: 'school_label', schoolId, awardedOn: '2026-10-01' })
      const data = {
        addressee: { name: 'The mayor', salutation: '', address: 'Town hall' },
        ...{ region: 'Lazio', school: name, town, office: offices.italy.name },
        named: { projects: [], schools: [{ id: schoolId, name, town }] },
      }
      const isSigned = state === 'signed' || state === 'sent'
      const signed = isSigned && { signedAt: preparedAt, hash: 'x', pdf: new Uint8Array(4), docx: new Uint8Array(4) }
      const sent = state === 'sent' && { sentAt: preparedAt, sentWay: 'post' as const }
      await db
        .insert(letters)
        .values({ id, officeId, templateId, year: 2026, schoolId, state, data, preparedAt, ...signed, ...sent })
      return id
    },
  }
}
