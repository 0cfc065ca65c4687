import { findOfficeOf } from '#db/queries/offices.ts'
import { findSchool } from '#db/queries/schools.ts'
import { projectKinds } from '#db/schema/values.ts'
import type { ProjectKind } from '../access/rules.ts'
import { requireSchool } from '../access/grants.ts'
import type { Ctx } from '../kit/context.ts'

/*
 * With what a project can be recognised at all, by its kind: said while somebody chooses one. Rules change almost every year,
 * so each line has its days (from when its source can be taken to say so) and where it stands; of what no line is known for
 * the day nothing is said. The award for training is left out: nobody who founds another kind expects it.
 */

interface Recognition {
  id: 'national_label' | 'european_label' | 'european_prize' | 'school_label'
  /** The kinds that are ever eligible. */
  kinds: readonly ProjectKind[]
  from: string
  until: string | null
  source: string
}

const recognitions: readonly Recognition[] = [
  {
    id: 'national_label',
    kinds: ['european'],
    from: '2022-06-01',
    until: null,
    source: 'https://www.etwinning.hr/hr/sadrzaj/projekti/nacionalna-oznaka-kvalitete/',
  },
  {
    id: 'european_label',
    kinds: ['european'],
    from: '2022-11-01',
    until: null,
    source: 'https://school-education.ec.europa.eu/en/european-quality-label',
  },
  {
    // Asks for the European label of the same year.
    id: 'european_prize',
    kinds: ['european'],
    from: '2022-11-01',
    until: null,
    source: 'https://school-education.ec.europa.eu/en/etwinning/european-prizes',
  },
  {
    // Counts European projects with the national label.
    id: 'school_label',
    kinds: ['european'],
    from: '2021-09-01',
    until: null,
    source: 'https://school-education.ec.europa.eu/en/etwinning-school-label-application-guidelines',
  },
]

const holdsOn =
  (day: string) =>
  ({ from, until }: Recognition) =>
    from <= day && (until === null || day < until)

/** What each kind is never eligible for. Where the country has no office, nothing of the programme is to be seen. */
export async function showRecognitions(ctx: Ctx) {
  const user = requireSchool(ctx, 'project.found')
  const day = ctx.now().toISOString().slice(0, 10)
  const school = await findSchool(ctx.db, user.schoolId)
  const office = school && (await findOfficeOf(ctx.db, school.countryCode))
  const known = office ? recognitions.filter(holdsOn(day)) : []
  return {
    kinds: projectKinds.map((kind) => ({
      kind,
      never: known.filter(({ kinds }) => !kinds.includes(kind)).map(({ id, source }) => ({ id, source })),
    })),
  }
}
