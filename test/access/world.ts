import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import sharp from 'sharp'
import * as Y from 'yjs'
import { pageRoot } from '#collab/documents/page.ts'
import { openDocument } from '#collab/relay/update.ts'
import { versions } from '#db/schema/documents.ts'
import { objectId, serverAuthor } from '#collab/documents/board-author.ts'
import { type NewObject, putObject } from '#collab/documents/board-write.ts'
import { listChannelIds } from '#db/queries/chat-channels.ts'
import { upsertHand } from '#db/queries/hands.ts'
import { messages } from '#db/schema/chat.ts'
import { upsertTimer } from '#db/queries/timers.ts'
import { upsertWritingRule } from '#db/queries/writing-rules.ts'
import { insertReport } from '#db/queries/reports.ts'
import { messageFiles } from '#db/schema/message-files.ts'
import { groupMembers, invitations } from '#db/schema/projects.ts'
import { quietExceptions, schoolHolidays } from '#db/schema/quiet.ts'
import { channelKinds } from '#db/schema/values.ts'
import { credentials, pseudonymRequests, users } from '#db/schema/users.ts'
import { hashPassword } from '#server/auth/passwords.ts'
import type { Browser } from '../helpers/app.ts'
import { makeBranch, makeReturned } from '../helpers/branches.ts'
import { makeCard } from '../helpers/cards.ts'
import { makeClassProject } from '../helpers/class-project.ts'
import {
  makeClassroom,
  makeFile,
  makeGroup,
  makeMember,
  makeMembers,
  makeMessage,
  makePage,
  makeProject,
  makePupil,
  makeSchool,
  makeStaff,
  makeStaffWithPassword,
  makeTerm,
  type TestUser,
  testPassword,
} from '../helpers/factories.ts'
import { type LiveApp, openLiveApp } from '../helpers/live-app.ts'
import { contactWorld } from './contact-world.ts'
import { helpWorld } from './help-world.ts'
import { judgedWorld } from './judged-world.ts'
import { applicationWorld } from './application-world.ts'
import { approvalWorld } from './approval-world.ts'
import { makeOfficePeople, officeActors, officeWorld } from './office-world.ts'
import { makePlacedPeople, placedActors, placedWorld } from './placed-world.ts'
import { campaignWorld } from './campaign-world.ts'
import { evaluationWorld } from './evaluation-world.ts'
import { letterWorld } from './letter-world.ts'
import { newsWorld } from './news-world.ts'
import { registerWorld } from './register-world.ts'
import { teamWorld } from './team-world.ts'

/** Everybody who knocks, and everything there is to knock at. */
const actors = [
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
  'schoolAdmin',
  'classTeacher',
  'otherAdmin',
  'waiting',
  ...officeActors,
  ...placedActors,
] as const
export type Actor = (typeof actors)[number]

export type World = Awaited<ReturnType<typeof openWorld>>

/** A pupil's real name says which school it may be read in. */
const named = (schoolId: string) => ({ schoolId, displayName: `Real ${schoolId.slice(0, 8)}` })

/** Schools whose pupils are called by their real names in this text, but this one. */
export const realNamesIn = (text: string, schoolId: string | null): string[] =>
  [...text.matchAll(/Real ([0-9a-f]{8})/g)]
    .map(([, school = '']) => school)
    .filter((school) => schoolId?.slice(0, 8) !== school)

async function makePeople(house: LiveApp) {
  const { db } = house
  const base = await makeClassProject(db)
  const { school, partner, projectId, herons } = base
  const pupilAdmin = await makePupil(db, named(school.id))
  for (const { id, schoolId } of [base.pupil, base.friend])
    await db
      .update(users)
      .set({ displayName: named(schoolId).displayName })
      .where(eq(users.id, id))
  await makeMember(db, { projectId, user: pupilAdmin, role: 'pupil_admin', groupId: herons.id })
  const elsewhere = await makeSchool(db)
  const office = await makeOfficePeople(house)
  const placed = await makePlacedPeople(house)
  const people: Record<Exclude<Actor, 'anonymous'>, TestUser> = {
    ...office.people,
    ...placed.people,
    stranger: await makeStaff(db, { schoolId: elsewhere.id }),
    owner: base.owner,
    teacher: base.teacher,
    partner: base.colleague,
    visitor: base.visitor,
    pupilAdmin,
    pupil: base.pupil,
    otherPupil: base.friend,
    guest: base.guest,
    schoolAdmin: await makeStaff(db, { schoolId: school.id, isSchoolAdmin: true }),
    classTeacher: await makeStaffWithPassword(db, { schoolId: school.id }),
    otherAdmin: await makeStaff(db, { schoolId: elsewhere.id, isSchoolAdmin: true }),
    waiting: await makeStaffWithPassword(db, { schoolId: school.id, waitingSince: house.clock.now() }),
  }
  const classroom = await makeClassroom(db, { schoolId: school.id, teacherId: people.classTeacher.id })
  return { ...base, partnerSchool: partner, people, classroom, office, placed }
}

/** A project of its own with everybody in it: what happens there decides nothing elsewhere. */
async function makeProjectOfAll(
  db: LiveApp['db'],
  { people }: Awaited<ReturnType<typeof makePeople>>,
  values: Parameters<typeof makeProject>[1],
) {
  const { id } = await makeProject(db, values)
  const { owner, teacher, partner, visitor, pupilAdmin, pupil, otherPupil, guest } = people
  await makeMembers(db, id, [
    { user: owner, role: 'owner' },
    { user: teacher, role: 'teacher' },
    { user: partner, role: 'teacher' },
    { user: visitor, role: 'visitor' },
    { user: pupilAdmin, role: 'pupil_admin' },
    { user: pupil, role: 'pupil' },
    { user: otherPupil, role: 'pupil' },
    { user: guest, role: 'guest' },
  ])
  return id
}

async function makeThings(house: LiveApp, base: Awaited<ReturnType<typeof makePeople>>) {
  const { db } = house
  const { projectId, herons, owner } = base
  const page = (values: object) => makePage(db, { projectId, authorId: owner.id, ...values })
  const pages = {
    project: await page({ access: 'project' }),
    herons: await page({ groupId: herons.id }),
    teachers: await page({ access: 'teachers' }),
    template: await page({ access: 'teachers', isTemplate: true }),
    board: await page({ access: 'teachers', kind: 'board' }),
  }
  const boards = { herons: await page({ kind: 'board', groupId: herons.id }) }
  const bytes = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#1f7056' } })
    .png()
    .toBuffer()
  const fileId = randomUUID()
  await makeFile(db, { id: fileId, projectId, documentId: pages.teachers.id, bytes })
  const versionId = randomUUID()
  await db.insert(versions).values({
    id: versionId,
    documentId: pages.herons.id,
    sequence: 1,
    kind: 'named',
    name: 'First',
    createdBy: owner.id,
  })
  return { pages, boards, fileId, versionId, picture: bytes, channels: await channelsOf(db, base) }
}

/** The channels that the project, its groups and its pupils have. `ask` is the pupil's, `otherAsk` another school's. */
async function channelsOf(db: LiveApp['db'], base: Awaited<ReturnType<typeof makePeople>>) {
  const all = await listChannelIds(db, base.projectId, [...channelKinds])
  const one = (isIt: (channel: (typeof all)[number]) => boolean) => {
    const found = all.find(isIt)
    if (!found) throw new Error('a channel is missing')
    return found.id
  }
  return {
    project: one(({ kind }) => kind === 'project'),
    forum: one(({ kind }) => kind === 'forum'),
    teachers: one(({ kind }) => kind === 'teachers'),
    herons: one(({ groupId }) => groupId === base.herons.id),
    otters: one(({ groupId }) => groupId === base.otters.id),
    ask: one(({ pupilId }) => pupilId === base.pupil.id),
    otherAsk: one(({ pupilId }) => pupilId === base.friend.id),
  }
}

async function newNote(house: LiveApp, documentId: string, values: Partial<NewObject> = {}) {
  const id = objectId(serverAuthor)
  await house.rooms.edit(documentId, null, (ydoc) =>
    putObject(ydoc, id, { type: 'note', at: 1, order: 'a1', ...values }),
  )
  return id
}

/** A project of two schools with one of everybody, behind the real relay. */
export async function openWorld() {
  const house = await openLiveApp()
  const base = await makePeople(house)
  const things = await makeThings(house, base)
  const { db } = house
  return {
    ...base,
    ...things,
    house,
    as: (actor: Actor): Promise<Browser> =>
      actor === 'anonymous' ? Promise.resolve(house.visitor()) : house.as(base.people[actor]),
    schoolIdOf: (actor: Actor) => (actor === 'anonymous' ? base.school.id : base.people[actor].schoolId),
    /** Puts the pupils back into their groups, whatever the last knock did to them. */
    async regroup() {
      const { projectId } = base
      const places = [
        { groupId: base.herons.id, userId: base.people.pupil.id },
        { groupId: base.herons.id, userId: base.people.pupilAdmin.id },
        { groupId: base.otters.id, userId: base.people.otherPupil.id },
      ]
      const target = [groupMembers.projectId, groupMembers.userId]
      await db
        .insert(groupMembers)
        .values(places.map((place) => ({ projectId, ...place })))
        .onConflictDoUpdate({ target, set: { groupId: sql`excluded.group_id` } })
    },
    /** Somebody new of a school, so that one person's success does not decide about the next. */
    newPupil: (schoolId: string) => makePupil(db, named(schoolId)),
    newClassPupil: () => makePupil(db, { ...named(base.school.id), classroomId: base.classroom.id }),
    /** A pupil of the classroom with a card, and the teacher's password as it was at first. */
    async newPupilWithCard() {
      const pupil = await makePupil(db, { ...named(base.school.id), classroomId: base.classroom.id })
      await makeCard(house.deps, pupil.id)
      const passwordHash = await hashPassword(testPassword)
      await db.update(credentials).set({ passwordHash }).where(eq(credentials.userId, base.people.classTeacher.id))
      return pupil
    },
    async newAskingPupil() {
      const pupil = await makePupil(db, { ...named(base.school.id), classroomId: base.classroom.id })
      const askedAt = house.clock.now()
      await db.insert(pseudonymRequests).values({ userId: pupil.id, pseudonym: `Ibis ${pupil.id}`, askedAt })
      return pupil
    },
    newStaff: () => makeStaff(db, { schoolId: base.school.id }),
    newTerm: async () => (await makeTerm(db, { userId: (await makeStaff(db, { schoolId: base.school.id })).id })).id,
    newStaffWithPassword: () => makeStaffWithPassword(db, { schoolId: base.school.id }),
    newWaiting: () => makeStaff(db, { schoolId: base.school.id, waitingSince: house.clock.now() }),
    async newMember(schoolId: string) {
      const user = await makePupil(db, named(schoolId))
      await makeMember(db, { projectId: base.projectId, user, role: 'pupil' })
      return user
    },
    newFile: (place: { documentId: string; withheldAt?: Date; pendingAt?: Date }) =>
      makeFile(db, { projectId: base.projectId, bytes: things.picture, ...place }),
    /** In a message. */
    async newSentFile(channelId: string) {
      const id = await makeFile(db, { projectId: base.projectId, bytes: things.picture, channelId })
      const { id: messageId } = await makeMessage(db, { channelId, at: house.clock.now() })
      await db.insert(messageFiles).values({ messageId, fileId: id, position: 0, alt: '' })
      return id
    },
    /** Archived just now, with everybody in it. */
    newArchivedProject: () =>
      makeProjectOfAll(db, base, { state: 'archived', archivedAt: house.clock.now(), stateBefore: 'closed' }),
    /** With everybody in it, in a state on its way; `stranger` is asked to found it together. */
    newProjectIn: (state: 'draft' | 'waiting_partner') =>
      makeProjectOfAll(db, base, { state, coFounderId: base.people.stranger.id }),
    ...teamWorld(house, base, (values) => makeProjectOfAll(db, base, values)),
    ...officeWorld(house, base.office),
    ...applicationWorld(house, base.office),
    ...newsWorld(house, base.office),
    ...campaignWorld(house, base.office),
    ...evaluationWorld(house, base.office),
    ...letterWorld(house, base.office),
    ...registerWorld(house, base.office),
    ...approvalWorld(house, base.office),
    ...contactWorld(house, base.office),
    ...helpWorld(house, base.office),
    ...placedWorld(house, base.placed),
    ...judgedWorld(house, base, (values) => makeProjectOfAll(db, base, values)),
    newGroup: () => makeGroup(db, { projectId: base.projectId }),
    /** The pupil's, up since now. */
    async newHand() {
      const { id: userId } = base.people.pupil
      const at = house.clock.now()
      await upsertHand(db, { projectId: base.projectId, userId, kind: 'raised', at, since: at })
      return userId
    },
    /** The pupil's, in a project of its own. */
    async newSanction() {
      const projectId = await makeProjectOfAll(db, base, {})
      const { people, teacher } = base
      const rule = { projectId, userId: people.pupil.id, tool: 'chat', mode: 'read', purpose: 'sanction' } as const
      return { projectId, rule: await upsertWritingRule(db, { ...rule, setBy: teacher.id, setAt: house.clock.now() }) }
    },
    /** Runs for ten minutes from now; gives the project. */
    async newTimer() {
      const startedAt = house.clock.now()
      const endsAt = new Date(startedAt.getTime() + 600_000)
      const { projectId, owner } = base
      await upsertTimer(db, { projectId, words: null, startedBy: owner.id, startedAt, endsAt, pausedAt: null })
      return projectId
    },
    /** Open: about a pupil's page for the teachers, or about a teacher for the administrators of a school. */
    async newReport(schoolId: string | null) {
      const { projectId, teacher } = base
      const level = schoolId === null ? ('teacher' as const) : ('school' as const)
      const what = { kind: 'said', targetKind: 'document', reason: 'unkind', evidence: {} } as const
      const about = { subjectId: schoolId === null ? null : teacher.id, targetId: randomUUID(), at: house.clock.now() }
      const row = await insertReport(db, { ...what, ...about, projectId, level, schoolId })
      return row?.id ?? ''
    },
    /** Said now, by one of the actors. */
    async newMessage(channelId: string, actor: Exclude<Actor, 'anonymous'>) {
      return makeMessage(db, { channelId, authorId: base.people[actor].id, at: house.clock.now() })
    },
    /** The pupil's, in the channel of all, waiting for a teacher. */
    async newPendingMessage() {
      const { id } = await makeMessage(db, { channelId: things.channels.project, authorId: base.people.pupil.id })
      await db.update(messages).set({ sequence: null, pendingAt: house.clock.now() }).where(eq(messages.id, id))
      return id
    },
    /** Something the pupil wrote beside a page of its own. */
    async newBranch() {
      const page = await makePage(db, { projectId: base.projectId, authorId: base.owner.id })
      return makeBranch(db, { documentId: page.id, userId: base.people.pupil.id })
    },
    newReturned: () => makeReturned(db, { documentId: things.pages.project.id, userId: base.people.pupil.id }),
    newTemplate: () =>
      makePage(db, { projectId: base.projectId, authorId: base.owner.id, access: 'teachers', isTemplate: true }),
    newBoard: () => makePage(db, { kind: 'board', projectId: base.projectId, authorId: base.owner.id }),
    /** A page and the first letters of its title. */
    async newPassage() {
      const { projectId, owner } = base
      const { id } = await makePage(db, { projectId, authorId: owner.id, title: 'Reeds and herons' })
      const ydoc = openDocument([(await house.rooms.read(id)).update])
      const heading = ydoc.getXmlFragment(pageRoot).get(0)
      const text = heading instanceof Y.XmlElement ? heading.get(0) : null
      const first = text instanceof Y.XmlText ? text._start?.id : undefined
      if (first === undefined) throw new Error('the page has no title')
      const from = { client: first.client, clock: first.clock }
      return { documentId: id, from, to: { ...from, clock: from.clock + 4 } }
    },
    newNote: (values: Partial<NewObject> = {}) => newNote(house, things.boards.herons.id, values),
    async newHiddenNote() {
      const documentId = things.boards.herons.id
      const id = await newNote(house, documentId)
      const owner = await house.as(base.owner)
      await owner.post(`/api/documents/${documentId}/objects/${id}/hide`)
      return id
    },
    /** Address of a card that the pupil sent in, on a board of its own: only so many of one pupil may wait. */
    async newPending() {
      const { projectId, herons, owner } = base
      const board = await makePage(db, { kind: 'board', projectId, groupId: herons.id, authorId: owner.id })
      const path = `/api/documents/${board.id}/pending`
      const { body } = await (await house.as(base.people.pupil)).post(path, { text: 'A heron' })
      return `${path}/${String(body.card.id)}`
    },
    async newVote() {
      const documentId = (await makePage(db, { kind: 'board', projectId: base.projectId, authorId: base.owner.id })).id
      const owner = await house.as(base.owner)
      const { body } = await owner.post(`/api/documents/${documentId}/votes`, { marks: 2 })
      return { documentId, voteId: String(body.vote.id) }
    },
    newDamagedPage: () =>
      makePage(db, { projectId: base.projectId, authorId: base.owner.id, damagedAt: house.clock.now() }),
    async newHoliday() {
      const id = randomUUID()
      const days = { fromDate: '2027-05-06', toDate: '2027-05-07', name: `Off ${id.slice(0, 8)}` }
      await db.insert(schoolHolidays).values({ id, schoolId: base.school.id, ...days })
      return id
    },
    async newException(projectId: string | null) {
      const id = randomUUID()
      const startsAt = house.clock.now()
      const endsAt = new Date(startsAt.getTime() + 3_600_000)
      await db
        .insert(quietExceptions)
        .values({ id, schoolId: base.school.id, projectId, reason: 'The river is in flood', startsAt, endsAt })
      return id
    },
    async newInvitation(target: { schoolId: string; role: 'staff' } | { projectId: string; role: 'teacher' }) {
      const audience = 'schoolId' in target ? 'colleague' : 'partner'
      const id = randomUUID()
      const expiresAt = new Date(house.clock.now().getTime() + 86_400_000)
      await db
        .insert(invitations)
        .values({ id, tokenHash: id, expiresAt, createdBy: base.owner.id, audience, ...target })
      return id
    },
  }
}
