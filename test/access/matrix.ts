import { randomUUID } from 'node:crypto'
import { boardRows } from './board-matrix.ts'
import { forumRows } from './forum-matrix.ts'
import { testPassword } from '../helpers/factories.ts'
import type { Actor, World } from './world.ts'

/**
 * Every route of the API and who gets what from it, written by hand. `routes.pure.test.ts` fails where a route has no
 * row or a row has no route; `doors.test.ts` knocks with every cell.
 *
 * y: answered (2xx)   f: forbidden (403)   h: hidden, as if it did not exist (404)   u: sign in first (401)
 */
export interface Case {
  name: string
  actors: readonly Actor[]
  cells: string
  ask(world: World, actor: Actor): Asked | Promise<Asked>
}
interface Asked {
  path: string
  body?: unknown
  form?: FormData
}

/** A row that anybody may use, signed in or not: what it does is tested with its feature. */
export const open = 'open to everybody' as const

const inProject = [
  'anonymous',
  'stranger',
  'owner',
  'teacher',
  'partner',
  'visitor',
  'pupilAdmin',
  'pupil',
  'otherPupil',
  'guest',
] as const
const inSchool = ['anonymous', 'schoolAdmin', 'owner', 'pupil', 'otherAdmin'] as const
const inClassroom = ['anonymous', 'schoolAdmin', 'classTeacher', 'owner', 'pupil', 'otherAdmin'] as const

type Ask = Case['ask']
const project = (name: string, cells: string, ask: Ask): Case => ({ name, actors: inProject, cells, ask })
const school = (name: string, cells: string, ask: Ask): Case => ({ name, actors: inSchool, cells, ask })
const classroom = (name: string, ask: Ask): Case => ({ name, actors: inClassroom, cells: 'u y y h h h', ask })

const at = (path: string, body?: unknown) => (body === undefined ? { path } : { path, body })
const fresh = () => randomUUID().slice(0, 8)
const letters = () =>
  randomUUID()
    .replaceAll(/[^a-f]/g, '')
    .slice(0, 8)

//                   anon stranger owner teacher partner visitor pupil_admin pupil other_pupil guest
const everyMember = 'u h y y y y y y y y'
const teachersOnly = 'u h y y y f f f f f'
/** Of something hidden in a place that all the project reads. */
const onlyTeachersSee = 'u h y y y h h h h h'
const ownerOnly = 'u h y f f f f f f f'
const writersOfGroup = 'u h y y y f y y f f'
const readersOfTeachers = 'u h y y y y h h h h'
const inTheProjectsChannel = 'u h y y y y y y y h'
const writersOfChannel = 'u h y y y f y y y h'
const readersOfHerons = 'u h y y y y y y h h'
const writersOfHerons = 'u h y y y f y y h h'
const writersOfTeachers = 'u h y y y f h h h h'
// The pupil's thread: their own school's teachers answer, the partner's read along, nobody else knows of it.
const readersOfAsk = 'u h y y y h h y h h'
const writersOfAsk = 'u h y y f h h y h h'
const moderators = 'u h y y y f f f f h'

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

export const matrix: Record<string, Case[] | typeof open> = {
  'GET /api/openapi.json': open,
  'GET /api/countries': open,
  'GET /api/session': open,
  'POST /api/session': open,
  'DELETE /api/session': open,
  'POST /api/setup': open,
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
  'GET /api/school/audit': [school('reads the audit', 'u y f f y', () => at('/api/school/audit'))],
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

  'GET /api/classrooms': [school('lists classrooms', 'u y y f y', () => at('/api/classrooms'))],
  'POST /api/classrooms': [
    school('makes a classroom', 'u y y f y', () =>
      at('/api/classrooms', { name: `5e ${fresh()}`, ageFrom: 11, ageTo: 12 }),
    ),
  ],
  'GET /api/classrooms/:id': [classroom('shows its pupils', ({ classroom: { id } }) => at(`/api/classrooms/${id}`))],
  'PATCH /api/classrooms/:id': [
    classroom('renames it', ({ classroom: { id } }) => at(`/api/classrooms/${id}`, { name: `5e ${fresh()}` })),
  ],
  'POST /api/classrooms/:id/pupils/check': [
    classroom('checks a pasted list', ({ classroom: { id } }) =>
      at(`/api/classrooms/${id}/pupils/check`, { text: 'Alix Martin' }),
    ),
  ],
  'POST /api/classrooms/:id/pupils': [
    classroom('adds pupils', ({ classroom: { id } }) =>
      at(`/api/classrooms/${id}/pupils`, { names: [`Alix ${letters()}`] }),
    ),
  ],
  'PATCH /api/classrooms/:id/pupils/:userId': [
    classroom('gives a new pseudonym', async (world) =>
      at(`/api/classrooms/${world.classroom.id}/pupils/${(await world.newClassPupil()).id}`, { pseudonym: 'new' }),
    ),
  ],
  'POST /api/classrooms/:id/pupils/:userId/pseudonym': [
    classroom('gives a pupil the pseudonym they asked for', async (world) =>
      at(`/api/classrooms/${world.classroom.id}/pupils/${(await world.newAskingPupil()).id}/pseudonym`, {
        isApproved: true,
      }),
    ),
  ],
  'DELETE /api/classrooms/:id/pupils/:userId': [
    classroom('takes a pupil out', async (world) =>
      at(`/api/classrooms/${world.classroom.id}/pupils/${(await world.newClassPupil()).id}`),
    ),
  ],
  'POST /api/classrooms/:id/cards': [
    classroom('prints cards', async (world) =>
      at(`/api/classrooms/${world.classroom.id}/cards`, { userIds: [(await world.newClassPupil()).id] }),
    ),
  ],
  'POST /api/classrooms/:id/cards/void': [
    classroom('voids cards', async (world) =>
      at(`/api/classrooms/${world.classroom.id}/cards/void`, { userIds: [(await world.newClassPupil()).id] }),
    ),
  ],
  'POST /api/classrooms/:id/teachers': [
    classroom('adds a colleague', async (world) =>
      at(`/api/classrooms/${world.classroom.id}/teachers`, { userId: (await world.newStaff()).id }),
    ),
  ],
  'DELETE /api/classrooms/:id/teachers/:userId': [
    {
      name: 'takes a teacher out',
      actors: ['anonymous', 'owner', 'pupil', 'otherAdmin', 'schoolAdmin'],
      cells: 'u h h h y',
      ask: ({ classroom: { id }, people }) => at(`/api/classrooms/${id}/teachers/${people.classTeacher.id}`),
    },
  ],

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
  ...boardRows(project),
  'GET /api/files/:fileId': [
    project('opens a picture of the teachers’ page', readersOfTeachers, ({ fileId }) => at(`/api/files/${fileId}`)),
    project('opens a picture of a pupil’s thread', readersOfAsk, async (world) =>
      at(`/api/files/${await world.newSentFile(world.channels.ask)}`),
    ),
    project('opens a picture that was taken out of a page', onlyTeachersSee, async (world) =>
      at(`/api/files/${await world.newFile({ documentId: world.pages.project.id, withheldAt: new Date() })}`),
    ),
  ],

  'GET /api/projects/:projectId/channels': [
    project('lists channels', everyMember, ({ projectId }) => at(`/api/projects/${projectId}/channels`)),
  ],
  'GET /api/channels/:channelId/messages': [
    project('reads the project’s channel', inTheProjectsChannel, ({ channels }) => at(messagesOf(channels.project))),
    project('reads the forum', inTheProjectsChannel, ({ channels }) => at(messagesOf(channels.forum))),
    project('reads the Herons’ channel', readersOfHerons, ({ channels }) => at(messagesOf(channels.herons))),
    project('reads the teachers’ channel', readersOfTeachers, ({ channels }) => at(messagesOf(channels.teachers))),
    project('reads a pupil’s thread', readersOfAsk, ({ channels }) => at(messagesOf(channels.ask))),
  ],
  'POST /api/channels/:channelId/messages': [
    project('writes in the project’s channel', writersOfChannel, ({ channels }) =>
      at(messagesOf(channels.project), { text: 'Hello' }),
    ),
    project('writes in the forum', writersOfChannel, ({ channels }) => at(messagesOf(channels.forum), { text: 'A' })),
    project('writes to the Herons', writersOfHerons, ({ channels }) => at(messagesOf(channels.herons), { text: 'A' })),
    project('writes to the teachers', writersOfTeachers, ({ channels }) =>
      at(messagesOf(channels.teachers), { text: 'Hello' }),
    ),
    project('writes in a pupil’s thread', writersOfAsk, ({ channels }) => at(messagesOf(channels.ask), { text: 'A' })),
  ],
  'PUT /api/channels/:channelId/read': [
    project('says how far they read', inTheProjectsChannel, ({ channels }) =>
      at(`/api/channels/${channels.project}/read`, { sequence: 1 }),
    ),
    project('says how far they read a pupil’s thread', readersOfAsk, ({ channels }) =>
      at(`/api/channels/${channels.ask}/read`, { sequence: 1 }),
    ),
  ],
  'PATCH /api/channels/:channelId': [
    project('slows the channel down', moderators, ({ channels }) =>
      at(`/api/channels/${channels.project}`, { slowSeconds: 0 }),
    ),
    project('pauses the teachers’ channel', 'u h y y y f h h h h', ({ channels }) =>
      at(`/api/channels/${channels.teachers}`, { isPaused: false }),
    ),
  ],

  'GET /api/channels/:channelId/held': [
    project('shows what waits in the project’s channel', inTheProjectsChannel, ({ channels }) =>
      at(`/api/channels/${channels.project}/held`),
    ),
    project('shows what waits in a pupil’s thread', readersOfAsk, ({ channels }) =>
      at(`/api/channels/${channels.ask}/held`),
    ),
  ],
  ...forumRows(project),
  'GET /api/channels/:channelId/search': [
    project('searches the project’s channel', inTheProjectsChannel, ({ channels }) =>
      at(`/api/channels/${channels.project}/search?q=river`),
    ),
    project('searches a pupil’s thread', readersOfAsk, ({ channels }) =>
      at(`/api/channels/${channels.ask}/search?q=river`),
    ),
  ],
  'GET /api/messages/:messageId': [
    project('reads one message of the project’s channel', inTheProjectsChannel, async (world) =>
      at(await messageBy(world, 'pupil', 'project')),
    ),
    project('reads one message of the teachers’ channel', readersOfTeachers, async (world) =>
      at(await messageBy(world, 'owner', 'teachers')),
    ),
    project('reads one message of a pupil’s thread', readersOfAsk, async (world) =>
      at(await messageBy(world, 'pupil', 'ask')),
    ),
  ],
  'PATCH /api/messages/:messageId': [
    project('changes what the pupil said', 'u h f f f f f y f h', async (world) =>
      at(await messageBy(world, 'pupil', 'project'), { text: 'Put right' }),
    ),
    project('changes what the teacher said among teachers', 'u h f y f f h h h h', async (world) =>
      at(await messageBy(world, 'teacher', 'teachers'), { text: 'Put right' }),
    ),
  ],
  'DELETE /api/messages/:messageId': [
    project('takes away what the pupil said', 'u h y y y f f y f h', async (world) =>
      at(await messageBy(world, 'pupil', 'project')),
    ),
    project('takes away what was said in a pupil’s thread', 'u h y y f h h y h h', async (world) =>
      at(await messageBy(world, 'pupil', 'ask')),
    ),
  ],
  'GET /api/messages/:messageId/edits': [
    project('sees what it said before', moderators, async (world) =>
      at(`${await messageBy(world, 'pupil', 'project')}/edits`),
    ),
  ],
  'PUT /api/messages/:messageId/reactions/:reaction': [
    project('reacts', writersOfChannel, async (world) =>
      at(`${await messageBy(world, 'owner', 'project')}/reactions/heart`),
    ),
    project('reacts in a pupil’s thread', writersOfAsk, async (world) =>
      at(`${await messageBy(world, 'pupil', 'ask')}/reactions/heart`),
    ),
  ],
  'DELETE /api/messages/:messageId/reactions/:reaction': [
    project('takes a reaction back', writersOfHerons, async (world) =>
      at(`${await messageBy(world, 'owner', 'herons')}/reactions/heart`),
    ),
  ],
  'PUT /api/messages/:messageId/pin': [
    project('pins', moderators, async (world) => at(`${await messageBy(world, 'pupil', 'project')}/pin`)),
    project('pins among the teachers', 'u h y y y f h h h h', async (world) =>
      at(`${await messageBy(world, 'owner', 'teachers')}/pin`),
    ),
  ],
  'DELETE /api/messages/:messageId/pin': [
    project('takes a pin away', moderators, async (world) => at(`${await messageBy(world, 'pupil', 'project')}/pin`)),
  ],
  'POST /api/messages/:messageId/copy': [
    project('makes a paragraph of it in a page of the project', writersOfChannel, async (world) =>
      at(`${await messageBy(world, 'pupil', 'project')}/copy`, { documentId: world.pages.project.id }),
    ),
    project('makes a paragraph of it in a page of the teachers', 'u h y y y f h h h h', async (world) =>
      at(`${await messageBy(world, 'pupil', 'project')}/copy`, { documentId: world.pages.teachers.id }),
    ),
    project('brings a pupil’s thread into a page of the project', 'u h y y y h h y h h', async (world) =>
      at(`${await messageBy(world, 'pupil', 'ask')}/copy`, { documentId: world.pages.project.id }),
    ),
  ],
}

async function messageBy(world: World, author: Exclude<Actor, 'anonymous'>, channel: keyof World['channels']) {
  return `/api/messages/${(await world.newMessage(world.channels[channel], author)).id}`
}

const messagesOf = (channelId: string) => `/api/channels/${channelId}/messages`

const memberSchool = (world: World, actor: Actor) => (actor === 'partner' ? world.partnerSchool.id : world.school.id)
