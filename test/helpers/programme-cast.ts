import type { Db } from '#db/client.ts'
import { memberRoles, type mandatePosts, type projectKinds } from '#db/schema/values.ts'
import { makeApproval } from './approvals.ts'
import {
  makeMembers,
  makeProject,
  makePupil,
  makeSchool,
  makeStaff,
  makeStaffWithPassword,
  makeTerm,
  type TestUser,
} from './factories.ts'
import { makeMandate, makeOffice, regionOf } from './offices.ts'

/* Everybody who could ask for something in the programme, around one project of each kind. */

type MemberRole = (typeof memberRoles)[number]
export type ProjectKind = (typeof projectKinds)[number]
type MandatePost = (typeof mandatePosts)[number]
type Member = MemberRole | 'partner'

export const memberActors: readonly Member[] = [...memberRoles, 'partner']

/** An office of France with each mandate, one of Germany with an officer, and two regions. */
export async function makeOffices(db: Db, posts: readonly MandatePost[]) {
  const france = await makeOffice(db, { countryCode: 'FR' })
  const germany = await makeOffice(db, { countryCode: 'DE' })
  const [lyon, lille] = [await regionOf(db, 'FR', 'Lyon'), await regionOf(db, 'FR', 'Lille')]
  const give = async (officeId: string, post: MandatePost, regionId: string | null = null) => {
    const user = await makeStaff(db, { schoolId: officeId, displayName: `Mandate ${post}` })
    await makeMandate(db, { officeId, userId: user.id, post, regionId })
    return user
  }
  const people: Record<string, TestUser> = {}
  for (const post of posts) people[post] = await give(france.id, post, post === 'correspondent' ? lyon : null)
  people['correspondent elsewhere'] = await give(france.id, 'correspondent', lille)
  people['officer elsewhere'] = await give(germany.id, 'officer')
  return { france, germany, lyon, people }
}
export type Offices = Awaited<ReturnType<typeof makeOffices>>

/** The school of the partner has what a project of the kind lacks. */
async function makePartnerSchool(db: Db, kind: ProjectKind, { france }: Offices) {
  if (kind !== 'training') return makeSchool(db, { countryCode: kind === 'european' ? 'DE' : 'FR' })
  const institution = await makeSchool(db, { kind: 'institution' })
  await makeApproval(db, { schoolId: institution.id, officeId: france.id, state: 'approved' })
  return institution
}

/** One of each role, the partner who teaches at another school, who is asked to found, and who is not in it at all. */
export async function makeCast(db: Db, kind: ProjectKind, offices: Offices) {
  const school = await makeSchool(db, { regionId: offices.lyon, approvesTeams: true })
  const other = await makePartnerSchool(db, kind, offices)
  const named = { schoolId: school.id, displayName: 'Realname Child' }
  const members: Record<Member, TestUser> = {
    owner: await makeStaffWithPassword(db, { schoolId: school.id }),
    teacher: await makeStaff(db, { schoolId: school.id }),
    partner: await makeStaff(db, { schoolId: other.id }),
    visitor: await makeStaff(db, { schoolId: school.id }),
    pupil_admin: await makePupil(db, named),
    pupil: await makePupil(db, named),
    guest: await makeStaff(db, { schoolId: school.id }),
  }
  const head = await makeStaff(db, { schoolId: school.id })
  await makeTerm(db, { userId: head.id, post: 'head' })
  const outside: Record<string, TestUser> = {
    head,
    admin: await makeStaff(db, { schoolId: school.id, isSchoolAdmin: true }),
    stranger: await makeStaff(db),
    asked: await makeStaff(db, { schoolId: (await makePartnerSchool(db, kind, offices)).id }),
    ...offices.people,
  }
  const people = memberActors.map((actor) => ({
    user: members[actor],
    role: actor === 'partner' ? ('teacher' as const) : actor,
  }))
  return {
    school,
    members,
    outside,
    /** A project of its own with everybody in it. */
    async newProject(values: Parameters<typeof makeProject>[1]) {
      const { id } = await makeProject(db, { kind, coFounderId: outside.asked?.id ?? null, ...values })
      await makeMembers(db, id, people)
      return id
    },
  }
}
export type Cast = Awaited<ReturnType<typeof makeCast>>
