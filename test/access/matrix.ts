import { programmeRows } from './programme-matrix.ts'
import { boardRows } from './board-matrix.ts'
import { chatRows } from './chat-matrix.ts'
import { classroomRows } from './classroom-matrix.ts'
import { kitRows } from './kit-matrix.ts'
import { extractRows } from './extract-matrix.ts'
import { judgementRows } from './judgement-matrix.ts'
import { lessonRows } from './lesson-matrix.ts'
import { sheetRows } from './sheet-matrix.ts'
import { termRows } from './term-matrix.ts'
import {
  at,
  type Case,
  everyMember,
  fresh,
  onlyTeachersSee,
  ownerOnly,
  project,
  readersOfAsk,
  readersOfTeachers,
  school,
  teachersOnly,
  writersOfAsk,
  writersOfChannel,
  writersOfGroup,
  writersOfTeachers,
} from './rows.ts'
import { testPassword } from '../helpers/factories.ts'
import type { Actor, World } from './world.ts'

/** A row that anybody may use, signed in or not: what it does is tested with its feature. */
export const open = 'open to everybody' as const

const icsOfADay = 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20261225\nSUMMARY:Off\nEND:VEVENT\nEND:VCALENDAR'
const dayOff = () => ({ from: '2026-12-24', to: '2026-12-26', name: `Off ${fresh()}` })
const anHour = ({ house }: World) => ({
  until: new Date(house.clock.now().getTime() + 3_600_000).toISOString(),
  reason: 'The river is in flood',
})

function picture({ picture: bytes }: World) {
  const form = new FormData()
  form.set('kind', 'picture')
  form.set('file', new File([new Uint8Array(bytes)], 'river.png', { type: 'image/png' }))
  form.set('alt', 'A river')
  return form
}

/**
 * Every route of the API and who gets what from it, written by hand. `routes.pure.test.ts` fails where a route has no
 * row or a row has no route; `doors.test.ts` knocks with every cell.
 */
export const matrix: Record<string, Case[] | typeof open> = {
  'GET /api/openapi.json': open,
  'GET /api/countries': open,
  // The secret in its address is all that it asks for.
  'GET /api/me/calendar.ics': open,
  'GET /api/session': open,
  'POST /api/session': open,
  'POST /api/session/second-step': open,
  'POST /api/session/second-step/passkey': open,
  'POST /api/session/passkey': open,
  'POST /api/session/passkey/confirm': open,
  'DELETE /api/session': open,
  'GET /api/regions/:regionId/contacts': open,
  'POST /api/setup': open,
  'POST /api/recover': open,
  'POST /api/recover/look': open,
  'POST /api/recover/confirm': open,
  'POST /api/invitations/look': open,
  'POST /api/invitations/accept': open,
  'DELETE /api/session/all': [school('ends all of my sessions', 'y y y y y', () => at('/api/session/all'))],
  'PATCH /api/me': [school('changes my language', 'u y y y y', () => at('/api/me', { locale: 'fr' }))],
  'POST /api/me/password': [
    {
      name: 'changes my own password',
      actors: ['anonymous', 'classTeacher', 'pupil'],
      cells: 'u y f',
      ask: () => at('/api/me/password', { current: testPassword, next: `${testPassword}-2` }),
    },
  ],

  'GET /api/me/pseudonym': [school('shows pseudonyms to choose from', 'u f f y f', () => at('/api/me/pseudonym'))],
  'PUT /api/me/pseudonym': [
    school('asks for a pseudonym', 'u f f y f', () => at('/api/me/pseudonym', { pseudonym: 'Loutre du lac' })),
  ],
  'DELETE /api/me/pseudonym': [school('takes the wish back', 'u f f y f', () => at('/api/me/pseudonym'))],
  'GET /api/unread': [school('counts what I have not read', 'u y y y y', () => at('/api/unread'))],
  'GET /api/notices': [school('reads my own bell', 'u y y y y', () => at('/api/notices'))],
  'GET /api/notices/unread': [school('counts what rings', 'u y y y y', () => at('/api/notices/unread'))],
  'PUT /api/notices/read': [
    school('marks my own notices as read', 'u y y y y', () => at('/api/notices/read', { all: true })),
  ],
  'GET /api/school': [school('shows my school', 'u y y f y', () => at('/api/school'))],
  'PATCH /api/school': [school('renames the town', 'u y f f y', () => at('/api/school', { town: 'Lyon' }))],
  'POST /api/school/invitations': [
    school('invites staff', 'u y f f y', () => at('/api/school/invitations', { role: 'staff' })),
  ],
  'PATCH /api/school/staff/:userId': [
    school('suspends a colleague', 'u y f f h', async (world) =>
      at(`/api/school/staff/${(await world.newStaff()).id}`, { isSuspended: true }),
    ),
  ],
  'POST /api/school/staff/:userId/recovery': [
    school('makes a recovery link for a colleague', 'u y f f h', async (world) =>
      at(`/api/school/staff/${(await world.newStaffWithPassword()).id}/recovery`),
    ),
  ],
  'POST /api/school/waiting/:userId': [
    school('confirms a colleague', 'u y f f h', async (world) =>
      at(`/api/school/waiting/${(await world.newWaiting()).id}`),
    ),
  ],
  'DELETE /api/school/waiting/:userId': [
    school('refuses a colleague', 'u y f f h', async (world) =>
      at(`/api/school/waiting/${(await world.newWaiting()).id}`),
    ),
  ],
  ...termRows,
  'GET /api/school/audit': [school('reads the audit', 'u y f f y', () => at('/api/school/audit'))],
  'GET /api/school/audit/check': [
    school('sees what the last check of the audit found', 'u y f f y', () => at('/api/school/audit/check')),
  ],
  'POST /api/school/audit/check': [school('checks the audit', 'u y f f y', () => at('/api/school/audit/check', {}))],
  'GET /api/school/audit/export': [
    school('takes the audit as a file', 'u y f f y', () => at('/api/school/audit/export?format=jsonl')),
  ],
  'GET /api/school/calendar': [school('shows the calendar', 'u y y f y', () => at('/api/school/calendar'))],
  'POST /api/school/calendar/check': [
    school('reads a calendar file', 'u y f f y', () => at('/api/school/calendar/check', { ics: icsOfADay })),
  ],
  'POST /api/school/holidays': [
    school('adds a day without school', 'u y f f y', () => at('/api/school/holidays', { holidays: [dayOff()] })),
  ],
  'PUT /api/school/holidays/:holidayId': [
    school('moves a day without school', 'u y f f h', async (world) =>
      at(`/api/school/holidays/${await world.newHoliday()}`, dayOff()),
    ),
  ],
  'DELETE /api/school/holidays/:holidayId': [
    school('removes a day without school', 'u y f f h', async (world) =>
      at(`/api/school/holidays/${await world.newHoliday()}`),
    ),
  ],
  'POST /api/school/quiet-exceptions': [
    school('lets messages through for the whole school', 'u y f f y', (world) =>
      at('/api/school/quiet-exceptions', anHour(world)),
    ),
  ],
  'GET /api/projects/:projectId/quiet': [
    project('shows which schools are quiet', everyMember, ({ projectId }) => at(`/api/projects/${projectId}/quiet`)),
  ],
  'POST /api/projects/:projectId/quiet-exceptions': [
    project('lets messages through for one’s own pupils', teachersOnly, (world) =>
      at(`/api/projects/${world.projectId}/quiet-exceptions`, anHour(world)),
    ),
  ],
  'DELETE /api/quiet-exceptions/:exceptionId': [
    project('ends an exception of one’s own school in a project', 'u h y y f f f f f f', async (world) =>
      at(`/api/quiet-exceptions/${await world.newException(world.projectId)}`),
    ),
    school('ends an exception of the whole school', 'u y f h h', async (world) =>
      at(`/api/quiet-exceptions/${await world.newException(null)}`),
    ),
  ],
  'DELETE /api/invitations/:id': [
    school('takes back an invitation to the school', 'u y f f h', async (world) =>
      at(`/api/invitations/${await world.newInvitation({ schoolId: world.school.id, role: 'staff' })}`),
    ),
    project('takes back an invitation to the project', 'u h y y y f f f f f', async (world) =>
      at(`/api/invitations/${await world.newInvitation({ projectId: world.projectId, role: 'teacher' })}`),
    ),
  ],

  ...classroomRows,

  'GET /api/projects': [school('lists my projects', 'u y y y y', () => at('/api/projects'))],
  'POST /api/projects': [
    school('founds a project', 'u y y f y', () =>
      at('/api/projects', {
        kind: 'school',
        name: 'Water',
        cover: 2,
        languages: ['fr'],
        subjects: [],
        ageFrom: 11,
        ageTo: 12,
        start: 'alone',
      }),
    ),
  ],
  'GET /api/projects/:projectId': [
    project('shows it', everyMember, ({ projectId }) => at(`/api/projects/${projectId}`)),
  ],
  'PATCH /api/projects/:projectId': [
    project('changes the summary', teachersOnly, ({ projectId }) =>
      at(`/api/projects/${projectId}`, { summary: 'Rivers' }),
    ),
    // Last row of this project's world in effect: archiving is tested by its feature, here only who is refused.
    {
      name: 'archives it',
      actors: ['anonymous', 'stranger', 'teacher', 'partner', 'visitor', 'pupilAdmin', 'pupil', 'otherPupil', 'guest'],
      cells: 'u h f f f f f f f',
      ask: ({ projectId }) => at(`/api/projects/${projectId}`, { state: 'archived' }),
    },
  ],

  'POST /api/projects/:projectId/restore': [
    project('brings it back from the archive', ownerOnly, async (world) =>
      at(`/api/projects/${await world.newArchivedProject()}/restore`),
    ),
    project('brings back one that is not archived', 'u h f f f f f f f f', ({ projectId }) =>
      at(`/api/projects/${projectId}/restore`),
    ),
  ],

  'GET /api/projects/:projectId/people': [
    project('shows people', everyMember, ({ projectId }) => at(`/api/projects/${projectId}/people`)),
  ],
  'POST /api/projects/:projectId/pupils': [
    project('brings in a pupil of one’s own school', teachersOnly, async (world, actor) =>
      at(`/api/projects/${world.projectId}/pupils`, { userIds: [(await world.newPupil(world.schoolIdOf(actor))).id] }),
    ),
  ],
  'PATCH /api/projects/:projectId/members/:userId': [
    project('moves a pupil into a group', teachersOnly, async (world, actor) =>
      at(`/api/projects/${world.projectId}/members/${(await world.newMember(world.schoolIdOf(actor))).id}`, {
        groupId: world.otters.id,
      }),
    ),
    project('changes a role', ownerOnly, async (world) =>
      at(`/api/projects/${world.projectId}/members/${(await world.newMember(world.school.id)).id}`, {
        role: 'pupil_admin',
      }),
    ),
  ],
  'DELETE /api/projects/:projectId/members/:userId': [
    project('takes out a pupil of one’s own school', teachersOnly, async (world, actor) =>
      at(`/api/projects/${world.projectId}/members/${(await world.newMember(memberSchool(world, actor))).id}`),
    ),
  ],
  'POST /api/projects/:projectId/groups': [
    project('makes a group', teachersOnly, ({ projectId }) =>
      at(`/api/projects/${projectId}/groups`, { name: `Group ${fresh()}` }),
    ),
  ],
  'POST /api/projects/:projectId/groups/make': [
    project('spreads pupils over groups', teachersOnly, ({ projectId }) =>
      at(`/api/projects/${projectId}/groups/make`, { count: 2, isMixed: true }),
    ),
  ],
  ...lessonRows,
  ...kitRows,
  ...sheetRows,
  ...extractRows,
  ...judgementRows,
  'PATCH /api/groups/:groupId': [
    project('renames a group', teachersOnly, async (world) =>
      at(`/api/groups/${(await world.newGroup()).id}`, { name: `Group ${fresh()}` }),
    ),
  ],
  'DELETE /api/groups/:groupId': [
    project('removes a group', teachersOnly, async (world) => at(`/api/groups/${(await world.newGroup()).id}`)),
  ],
  'POST /api/projects/:projectId/invitations': [
    project('invites a partner teacher', teachersOnly, ({ projectId }) =>
      at(`/api/projects/${projectId}/invitations`, { role: 'teacher' }),
    ),
  ],

  'GET /api/projects/:projectId/documents': [
    project('lists pages', everyMember, ({ projectId }) => at(`/api/projects/${projectId}/documents`)),
  ],
  'POST /api/projects/:projectId/documents': [
    project('starts a page for the project', teachersOnly, ({ projectId }) =>
      at(`/api/projects/${projectId}/documents`, { kind: 'page', title: 'Ours', access: 'project' }),
    ),
    project('starts a page for the Herons', writersOfGroup, ({ projectId, herons }) =>
      at(`/api/projects/${projectId}/documents`, {
        kind: 'page',
        title: 'Herons',
        access: 'group',
        groupId: herons.id,
      }),
    ),
  ],
  'GET /api/documents/:documentId': [
    project('opens a page of the project', everyMember, ({ pages }) => at(`/api/documents/${pages.project.id}`)),
    project('opens a page of the teachers', readersOfTeachers, ({ pages }) =>
      at(`/api/documents/${pages.teachers.id}`),
    ),
  ],
  'PATCH /api/documents/:documentId': [
    project('renames a page of the Herons', writersOfGroup, ({ pages }) =>
      at(`/api/documents/${pages.herons.id}`, { title: 'Our river' }),
    ),
    project('freezes a page', teachersOnly, ({ pages }) =>
      at(`/api/documents/${pages.project.id}`, { state: 'frozen' }),
    ),
    project('thaws it', teachersOnly, ({ pages }) => at(`/api/documents/${pages.project.id}`, { state: 'open' })),
  ],
  'POST /api/documents/:documentId/check': [
    project('checks that a page is whole', teachersOnly, ({ pages }) => at(`/api/documents/${pages.project.id}/check`)),
  ],
  'POST /api/documents/:documentId/continue': [
    project('goes on from the last good state of a damaged page', teachersOnly, async (world) =>
      at(`/api/documents/${(await world.newDamagedPage()).id}/continue`),
    ),
  ],
  'POST /api/documents/:documentId/make-room': [
    project('makes room in a full page', teachersOnly, ({ pages }) =>
      at(`/api/documents/${pages.project.id}/make-room`),
    ),
  ],
  'GET /api/documents/:documentId/quarantine': [
    project('takes away what was kept aside as damaged', teachersOnly, ({ pages }) =>
      at(`/api/documents/${pages.project.id}/quarantine`),
    ),
  ],
  'POST /api/documents/:documentId/hand-out': [
    project('hands out a template', 'u h y y y f h h h h', async (world) =>
      at(`/api/documents/${(await world.newTemplate()).id}/hand-out`, { groupIds: [world.herons.id] }),
    ),
  ],
  'POST /api/documents/:documentId/instruction': [
    project('gives all groups an instruction', 'u h y y y f h h h h', async (world) =>
      at(`/api/documents/${(await world.newTemplate()).id}/instruction`, { text: 'Read it aloud', place: 'end' }),
    ),
  ],
  'GET /api/documents/:documentId/versions': [
    project('lists versions', writersOfGroup, ({ pages }) => at(`/api/documents/${pages.herons.id}/versions`)),
    project('lists versions of the teachers’ page', writersOfTeachers, ({ pages }) =>
      at(`/api/documents/${pages.teachers.id}/versions`),
    ),
  ],
  'POST /api/documents/:documentId/versions': [
    project('names a version', writersOfGroup, ({ pages }) =>
      at(`/api/documents/${pages.herons.id}/versions`, { name: 'Before the trip' }),
    ),
  ],
  'GET /api/documents/:documentId/contributions': [
    project('reads who wrote how much', writersOfGroup, ({ pages }) =>
      at(`/api/documents/${pages.herons.id}/contributions`),
    ),
  ],
  'GET /api/documents/:documentId/content': [
    project('reads the content', everyMember, ({ pages }) => at(`/api/documents/${pages.herons.id}/content`)),
    project('reads the teachers’ content', readersOfTeachers, ({ pages }) =>
      at(`/api/documents/${pages.teachers.id}/content`),
    ),
  ],
  'GET /api/versions/:versionId/content': [
    project('reads a version', writersOfGroup, ({ versionId }) => at(`/api/versions/${versionId}/content`)),
  ],
  'POST /api/versions/:versionId/restore': [
    project('restores a version', 'u h y y y f y f f f', ({ versionId }) =>
      at(`/api/versions/${versionId}/restore`, {}),
    ),
  ],
  'POST /api/documents/:documentId/files': [
    project('uploads a picture', writersOfGroup, (world) => ({
      path: `/api/documents/${world.pages.herons.id}/files`,
      form: picture(world),
    })),
  ],
  'POST /api/channels/:channelId/files': [
    project('puts a picture into the project’s channel', writersOfChannel, (world) => ({
      path: `/api/channels/${world.channels.project}/files`,
      form: picture(world),
    })),
    project('puts a picture into a pupil’s thread', writersOfAsk, (world) => ({
      path: `/api/channels/${world.channels.ask}/files`,
      form: picture(world),
    })),
  ],
  'GET /api/documents/:documentId/thumbnail': [
    project('sees the small picture of the teachers’ board', readersOfTeachers, ({ pages }) =>
      at(`/api/documents/${pages.board.id}/thumbnail`),
    ),
  ],
  ...boardRows,
  'GET /api/files/:fileId': [
    project('opens a picture of the teachers’ page', readersOfTeachers, ({ fileId }) => at(`/api/files/${fileId}`)),
    project('opens a picture of a pupil’s thread', readersOfAsk, async (world) =>
      at(`/api/files/${await world.newSentFile(world.channels.ask)}`),
    ),
    project('opens a picture that was taken out of a page', onlyTeachersSee, async (world) =>
      at(`/api/files/${await world.newFile({ documentId: world.pages.project.id, withheldAt: new Date() })}`),
    ),
    project('opens a picture that waits beside a page', onlyTeachersSee, async (world) =>
      at(`/api/files/${await world.newFile({ documentId: world.pages.project.id, pendingAt: new Date() })}`),
    ),
  ],

  ...programmeRows,
  ...chatRows,
}

const memberSchool = (world: World, actor: Actor) => (actor === 'partner' ? world.partnerSchool.id : world.school.id)
