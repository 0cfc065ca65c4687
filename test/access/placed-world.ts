import { makeApproval } from '../helpers/approvals.ts'
import { makeMember, makeProject, makePupil, makeSchool, makeStaff, makeTerm } from '../helpers/factories.ts'
import type { LiveApp } from '../helpers/live-app.ts'
import { makeInstitution, makePlacement } from '../helpers/placements.ts'

/** Who has a post at a school that takes a trainee, and who is of the institution that sends them. `hostTeacher` has no post. */
export const placedActors = ['head', 'management', 'hostTeacher', 'trainee', 'tutor', 'institutionAdmin'] as const

/** No country of theirs has an office, so that nobody admits the institution. */
export async function makePlacedPeople({ db }: LiveApp) {
  const host = await makeSchool(db)
  const { institution, admin, trainee } = await makeInstitution(db)
  const staff = (schoolId: string) => makeStaff(db, { schoolId })
  const people = {
    head: await staff(host.id),
    management: await staff(host.id),
    hostTeacher: await staff(host.id),
    trainee,
    tutor: await staff(institution.id),
    institutionAdmin: admin,
  }
  await makeTerm(db, { userId: people.head.id, post: 'head' })
  await makeTerm(db, { userId: people.management.id, post: 'management' })
  return { people, host, institution }
}

/** Placements and what the head is asked, each made anew for one knock. */
export function placedWorld(
  { db }: LiveApp,
  { people, host, institution }: Awaited<ReturnType<typeof makePlacedPeople>>,
) {
  const who = { traineeId: people.trainee.id, tutorId: people.tutor.id, institutionId: institution.id }
  const newHostProject = async () => {
    const { id: projectId } = await makeProject(db, { kind: 'school' })
    await makeMember(db, { projectId, user: people.hostTeacher, role: 'owner' })
    const pupil = await makePupil(db, { schoolId: host.id, displayName: `Real ${host.id.slice(0, 8)}` })
    await makeMember(db, { projectId, user: pupil, role: 'pupil' })
    return projectId
  }
  return {
    placed: { host, institution, ...who },
    newPlaced: (agreedAt: Date | null = new Date(0)) => makePlacement(db, { ...who, hostSchoolId: host.id, agreedAt }),
    /** Of the host's teacher and a pupil; the trainee looks on in it. */
    async newPlacedProject() {
      const projectId = await newHostProject()
      await makeMember(db, { projectId, user: people.trainee, role: 'visitor' })
      return projectId
    },
    /** Asked of the head of the host. */
    newHeadsQuestion: async () =>
      makeApproval(db, { projectId: await newHostProject(), deciderSchoolId: host.id, askedBy: people.hostTeacher.id }),
  }
}
