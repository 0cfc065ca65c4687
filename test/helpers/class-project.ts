import type { Db } from '#db/client.ts'
import { makeGroup, makeMembers, makeProject, makePupil, makeSchool, makeStaff } from './factories.ts'

/**
 * An open project of two schools: an owner and a teacher of the first, a partner teacher of the second, a visitor and a
 * guest, a pupil of each school in a group of their own.
 */
export async function makeClassProject(db: Db) {
  const school = await makeSchool(db)
  const partner = await makeSchool(db, { countryCode: 'DE', timeZone: 'Europe/Berlin' })
  const project = await makeProject(db)
  const projectId = project.id
  const herons = await makeGroup(db, { projectId, name: 'Herons' })
  const otters = await makeGroup(db, { projectId, name: 'Otters' })
  const owner = await makeStaff(db, { schoolId: school.id, displayName: 'Odile Owner' })
  const teacher = await makeStaff(db, { schoolId: school.id, displayName: 'Theo Teacher' })
  const colleague = await makeStaff(db, { schoolId: partner.id, displayName: 'Petra Partner' })
  const visitor = await makeStaff(db, { schoolId: school.id })
  const guest = await makeStaff(db, { schoolId: partner.id })
  const pupil = await makePupil(db, { schoolId: school.id, displayName: 'Alix M.', pseudonym: 'Blue Heron' })
  const friend = await makePupil(db, { schoolId: partner.id, displayName: 'Jonas K.', pseudonym: 'Quick Otter' })
  await makeMembers(db, projectId, [
    { user: owner, role: 'owner' },
    { user: teacher, role: 'teacher' },
    { user: colleague, role: 'teacher' },
    { user: visitor, role: 'visitor' },
    { user: guest, role: 'guest' },
    { user: pupil, role: 'pupil', groupId: herons.id },
    { user: friend, role: 'pupil', groupId: otters.id },
  ])
  return {
    school,
    partner,
    project,
    projectId,
    herons,
    otters,
    owner,
    teacher,
    colleague,
    visitor,
    guest,
    pupil,
    friend,
  }
}
