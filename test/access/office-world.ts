import { eq } from 'drizzle-orm'
import { offers } from '#db/schema/offers.ts'
import type { LiveApp } from '../helpers/live-app.ts'
import { makeSchool, makeStaff } from '../helpers/factories.ts'
import { makeCircle } from '../helpers/circles.ts'
import { makeSearch } from '../helpers/searches.ts'
import { makeOffer } from '../helpers/offers.ts'
import { makeContact, makeMandate, makeOffice, regionOf } from '../helpers/offices.ts'

/**
 * Who holds a mandate today. All but the director of Europe at the office of Italy: no other country of the world has one, so
 * that nothing of the programme is to be seen in the rest of it. `italian` is a teacher of a school of Lazio with no mandate.
 */
export const officeActors = [
  'europeDirector',
  'director',
  'officer',
  'correspondent',
  'observer',
  'assessor',
  'italian',
] as const

/** The offices of Europe and Italy, two schools of Lazio, the correspondent of Lazio from one of them. */
export async function makeOfficePeople({ db }: LiveApp) {
  const europe = await makeOffice(db, { countryCode: null })
  const italy = await makeOffice(db, { countryCode: 'IT' })
  const lazio = await regionOf(db, 'IT', 'Lazio')
  const toscana = await regionOf(db, 'IT', 'Toscana')
  const inLazio = { countryCode: 'IT', timeZone: 'Europe/Rome', regionId: lazio }
  const school = await makeSchool(db, inLazio)
  const otherSchool = await makeSchool(db, inLazio)
  const people = {
    europeDirector: await makeStaff(db, { schoolId: europe.id, isSchoolAdmin: true }),
    director: await makeStaff(db, { schoolId: italy.id, isSchoolAdmin: true }),
    officer: await makeStaff(db, { schoolId: italy.id }),
    correspondent: await makeStaff(db, { schoolId: school.id }),
    observer: await makeStaff(db, { schoolId: italy.id }),
    assessor: await makeStaff(db, { schoolId: otherSchool.id }),
    italian: await makeStaff(db, { schoolId: otherSchool.id, isSchoolAdmin: true }),
  }
  await makeMandate(db, { officeId: europe.id, userId: people.europeDirector.id, post: 'director' })
  for (const post of ['director', 'officer', 'observer', 'assessor'] as const)
    await makeMandate(db, { officeId: italy.id, userId: people[post].id, post })
  const { id: userId } = people.correspondent
  await makeMandate(db, { officeId: italy.id, userId, post: 'correspondent', regionId: lazio })
  return { people, offices: { europe, italy, lazio, toscana, school, otherSchool } }
}

/** What is made anew for each knock. */
export function officeWorld({ db }: LiveApp, { offices, people }: Awaited<ReturnType<typeof makeOfficePeople>>) {
  return {
    offices,
    /** An officer of Italy, to be ended. */
    async newMandate() {
      const { id: userId } = await makeStaff(db, { schoolId: offices.italy.id })
      return makeMandate(db, { officeId: offices.italy.id, userId, post: 'officer' })
    },
    /** An institution of Italy that nobody looks after. */
    newInstitution: async () => (await makeSchool(db, { kind: 'institution', countryCode: 'IT' })).id,
    /** The one class that somebody offers. */
    async newOffer({ id: userId }: { id: string }) {
      await db.delete(offers).where(eq(offers.userId, userId))
      return makeOffer(db, { userId, kind: 'national' })
    },
    /** One that the teacher of Lazio moderates, alone. */
    newCircle: () => makeCircle(db, people.italian),
    newSearch: ({ id: userId }: { id: string }) => makeSearch(db, userId),
    newContact: () => makeContact(db, { regionId: offices.lazio }),
    /** A teacher of a school of Lazio. */
    newItalian: () => makeStaff(db, { schoolId: offices.school.id }),
  }
}
