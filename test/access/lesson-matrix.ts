import { randomUUID } from 'node:crypto'
import { type Case, at, everyMember, project, readersOfTeachers, school, teachersOnly } from './rows.ts'

const aLesson =
  'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261201T080000Z\nDTEND:20261201T090000Z\nSUMMARY:History\nEND:VEVENT\nEND:VCALENDAR'

/** Rows of the lesson: hands, rules, the desk, the live view, the timer, reports and what is taken out of pages. */
export const lessonRows: Record<string, Case[]> = {
  'GET /api/projects/:projectId/hands': [
    project('shows my hand, or all to teachers', everyMember, ({ projectId }) =>
      at(`/api/projects/${projectId}/hands`),
    ),
  ],
  'PUT /api/projects/:projectId/hand': [
    project('raises my hand', 'u h f f f f y y y f', ({ projectId }) =>
      at(`/api/projects/${projectId}/hand`, { hand: 'raised' }),
    ),
  ],
  'DELETE /api/projects/:projectId/hands/:userId': [
    project('takes a pupil’s hand down', teachersOnly, async (world) =>
      at(`/api/projects/${world.projectId}/hands/${await world.newHand()}`),
    ),
  ],
  'GET /api/projects/:projectId/rules': [
    project('shows the rules of writing: mine, or all to teachers', everyMember, ({ projectId }) =>
      at(`/api/projects/${projectId}/rules`),
    ),
  ],
  'PUT /api/projects/:projectId/rules': [
    project('lifts a rule of writing', teachersOnly, ({ projectId }) =>
      at(`/api/projects/${projectId}/rules`, { target: { project: projectId }, tool: 'all', mode: 'free' }),
    ),
    project('sets one rule for several pupils', teachersOnly, ({ projectId }) =>
      at(`/api/projects/${projectId}/rules`, { targets: [{ user: randomUUID() }], tool: 'chat', mode: 'approval' }),
    ),
  ],
  'POST /api/projects/:projectId/appeals': [
    // Only of one's own sanction: of a rule that is nobody's, pupils too hear nothing.
    project('asks another teacher about a sanction', 'u h f f f f h h h f', ({ projectId }) =>
      at(`/api/projects/${projectId}/appeals`, { rule: randomUUID() }),
    ),
    project('asks about my own sanction', 'u h f f f f h y h f', async (world) => {
      const { projectId, rule } = await world.newSanction()
      return at(`/api/projects/${projectId}/appeals`, { rule })
    }),
  ],
  'GET /api/projects/:projectId/desk': [
    project('shows what waits for a teacher', teachersOnly, ({ projectId }) => at(`/api/projects/${projectId}/desk`)),
  ],
  'GET /api/projects/:projectId/desk/looks': [
    project('shows what other teachers are on', teachersOnly, ({ projectId }) =>
      at(`/api/projects/${projectId}/desk/looks`),
    ),
  ],
  'PUT /api/projects/:projectId/desk/looks': [
    project('says what I am on', teachersOnly, ({ projectId }) =>
      at(`/api/projects/${projectId}/desk/looks`, { item: `card.${randomUUID()}` }),
    ),
  ],
  'POST /api/desk/:itemId': [
    project('lets a message out that waits', 'u h y y y h h f h h', async (world) =>
      at(`/api/desk/message.${await world.newPendingMessage()}`, { decision: 'approve', version: null }),
    ),
  ],
  'GET /api/desk/:itemId/preview': [
    project('looks at what waits beside a page', teachersOnly, async (world) =>
      at(`/api/desk/page.${await world.newBranch()}/preview`),
    ),
  ],
  'GET /api/documents/:documentId/waiting': [
    project('shows what waits beside a page: mine, or all to teachers', everyMember, ({ pages }) =>
      at(`/api/documents/${pages.project.id}/waiting`),
    ),
  ],
  'DELETE /api/returned/:returnedId': [
    project('is done with what was given back to me', 'u h h h h h h y h h', async (world) =>
      at(`/api/returned/${await world.newReturned()}`),
    ),
  ],
  'GET /api/projects/:projectId/live': [
    project('shows all groups at once', teachersOnly, ({ projectId }) => at(`/api/projects/${projectId}/live`)),
  ],
  'GET /api/projects/:projectId/plan': [
    project('shows the plan, or what of it concerns me', everyMember, ({ projectId }) =>
      at(`/api/projects/${projectId}/plan`),
    ),
  ],
  'POST /api/projects/:projectId/plan': [
    project('makes the plan', teachersOnly, ({ projectId }) => at(`/api/projects/${projectId}/plan`, {})),
  ],
  'POST /api/projects/:projectId/plan/timetable': [
    project('reads a timetable for the plan', teachersOnly, ({ projectId }) =>
      at(`/api/projects/${projectId}/plan/timetable`, { ics: aLesson }),
    ),
  ],
  'GET /api/me/calendar': [
    school('says whether my calendar has an address', 'u y y y y', () => at('/api/me/calendar')),
  ],
  'POST /api/me/calendar': [school('makes an address of my calendar', 'u y y y y', () => at('/api/me/calendar', {}))],
  'DELETE /api/me/calendar': [
    school('closes the address of my calendar', 'u y y y y', async (world, actor) => {
      await world.newCalendarKey(actor)
      return at('/api/me/calendar')
    }),
  ],
  'GET /api/projects/:projectId/timer': [
    project('shows the timer', everyMember, ({ projectId }) => at(`/api/projects/${projectId}/timer`)),
  ],
  'PUT /api/projects/:projectId/timer': [
    project('starts the timer', teachersOnly, ({ projectId }) =>
      at(`/api/projects/${projectId}/timer`, { seconds: 600, words: 'Read' }),
    ),
  ],
  'PATCH /api/projects/:projectId/timer': [
    project('gives more time', teachersOnly, async (world) =>
      at(`/api/projects/${await world.newTimer()}/timer`, { addSeconds: 60 }),
    ),
  ],
  'DELETE /api/projects/:projectId/timer': [
    project('takes the timer away', teachersOnly, async (world) => at(`/api/projects/${await world.newTimer()}/timer`)),
  ],
  'GET /api/documents/:documentId/removals': [
    project('shows what was taken out of a page', teachersOnly, ({ pages }) =>
      at(`/api/documents/${pages.project.id}/removals`),
    ),
  ],
  'POST /api/documents/:documentId/removals': [
    project('takes a passage out of a page', teachersOnly, async (world) => {
      const { documentId, ...ends } = await world.newPassage()
      return at(`/api/documents/${documentId}/removals`, ends)
    }),
  ],
  'GET /api/projects/:projectId/reports': [
    project('shows what was reported', teachersOnly, ({ projectId }) => at(`/api/projects/${projectId}/reports`)),
  ],
  'POST /api/projects/:projectId/reports': [
    project('reports a person', everyMember, ({ projectId, people }) =>
      at(`/api/projects/${projectId}/reports`, { target: { user: people.pupil.id }, reason: 'unkind' }),
    ),
    project('reports a message of the teachers', readersOfTeachers, async (world) =>
      at(`/api/projects/${world.projectId}/reports`, {
        target: { message: (await world.newMessage(world.channels.teachers, 'owner')).id },
        reason: 'unkind',
      }),
    ),
  ],
  'POST /api/reports/:reportId': [
    project('answers a report', teachersOnly, async (world) =>
      at(`/api/reports/${await world.newReport(null)}`, { decision: 'close' }),
    ),
    school('answers a report about a teacher of the school', 'u y h h h', async (world) =>
      at(`/api/reports/${await world.newReport(world.school.id)}`, { decision: 'close' }),
    ),
  ],
  'GET /api/school/reports': [school('shows what the school is asked', 'u y f f y', () => at('/api/school/reports'))],
}
