import { randomUUID } from 'node:crypto'
import { eq, max, sql } from 'drizzle-orm'
import { documentKinds } from '#collab/documents/kinds.ts'
import type { Db } from '#db/client.ts'
import { insertAskChannels, insertGroupChannel, insertProjectChannels } from '#db/queries/chat-channels.ts'
import { vectorOf } from '#db/queries/chat-messages.ts'
import { channels, messages } from '#db/schema/chat.ts'
import { classroomPupils, classrooms, classroomTeachers } from '#db/schema/classrooms.ts'
import { documents } from '#db/schema/documents.ts'
import { files } from '#db/schema/files.ts'
import { groupMembers, groups, members, projects, projectSchools } from '#db/schema/projects.ts'
import { schools } from '#db/schema/schools.ts'
import { terms } from '#db/schema/terms.ts'
import { credentials, users } from '#db/schema/users.ts'
import { hashPassword } from '#server/auth/passwords.ts'
import { indexWords } from '#server/kit/words.ts'
import { seedOf, storeSeed } from '#server/documents/seed.ts'

/* Rows for tests. Each makes the parents it was not given. Countries must be there (`openTestApp` seeds them). */

type Values<Table extends { $inferInsert: object }> = Partial<Table['$inferInsert']>
export type TestUser = typeof users.$inferSelect

export const testPassword = 'a-quiet-river-at-noon'
let passwordHash: Promise<string> | undefined

let counter = 0
const next = () => ++counter

function one<Row>(rows: Row[]): Row {
  const [row] = rows
  if (row === undefined) throw new Error('a row was inserted and did not come back')
  return row
}

export async function makeSchool(db: Db, values: Values<typeof schools> = {}) {
  const n = next()
  return one(
    await db
      .insert(schools)
      .values({ name: `School ${n}`, town: `Town ${n}`, countryCode: 'FR', timeZone: 'Europe/Paris', ...values })
      .returning(),
  )
}

const schoolIdOf = async (db: Db, given: string | undefined) => given ?? (await makeSchool(db)).id

/** A person with no way to sign in but `app.as(person)`. */
export async function makeStaff(db: Db, values: Values<typeof users> = {}): Promise<TestUser> {
  const schoolId = await schoolIdOf(db, values.schoolId)
  const user = { displayName: `Staff ${next()}`, ...values, schoolId, kind: 'staff' as const }
  return one(await db.insert(users).values(user).returning())
}

/** A post of somebody at their own school: that of a teacher since 2020. */
export async function makeTerm(db: Db, { userId, ...values }: Values<typeof terms> & { userId: string }) {
  const [user] = await db.select().from(users).where(eq(users.id, userId))
  if (!user) throw new Error('a post is of somebody')
  const term = { post: 'teacher' as const, fromDate: '2020-09-01', ...values, userId, schoolId: user.schoolId }
  return one(await db.insert(terms).values(term).returning())
}

/** Staff who can sign in with `testPassword`. */
export async function makeStaffWithPassword(db: Db, values: Values<typeof users> & { email?: string } = {}) {
  const { email = `staff${next()}@school.test`, ...rest } = values
  const user = await makeStaff(db, rest)
  passwordHash ??= hashPassword(testPassword)
  await db.insert(credentials).values({ userId: user.id, email, passwordHash: await passwordHash })
  return { ...user, email }
}

/** A pupil, in a classroom where one is given. */
export async function makePupil(
  db: Db,
  values: Values<typeof users> & { classroomId?: string } = {},
): Promise<TestUser> {
  const n = next()
  const { classroomId, ...rest } = values
  const schoolId = await schoolIdOf(db, values.schoolId)
  const user = { displayName: `Pupil ${n}`, pseudonym: `Lynx ${n}`, ...rest, schoolId, kind: 'pupil' as const }
  const row = one(await db.insert(users).values(user).returning())
  if (classroomId) await db.insert(classroomPupils).values({ classroomId, userId: row.id })
  return row
}

export async function makeClassroom(db: Db, values: Values<typeof classrooms> & { teacherId?: string } = {}) {
  const { teacherId, ...rest } = values
  const schoolId = await schoolIdOf(db, values.schoolId)
  const row = one(
    await db
      .insert(classrooms)
      .values({ name: `Class ${next()}`, ageFrom: 11, ageTo: 12, ...rest, schoolId })
      .returning(),
  )
  if (teacherId) await db.insert(classroomTeachers).values({ classroomId: row.id, userId: teacherId })
  return row
}

/** An open project without people; add them with `makeMember`. */
export async function makeProject(db: Db, values: Values<typeof projects> = {}) {
  const project = one(
    await db
      .insert(projects)
      .values({
        kind: 'european',
        state: 'open',
        name: `Project ${next()}`,
        cover: 1,
        languages: ['fr', 'en'],
        subjects: [],
        ageFrom: 11,
        ageTo: 12,
        ...values,
      })
      .returning(),
  )
  await db.transaction((tx) => insertProjectChannels(tx, project.id))
  return project
}

interface NewMember {
  user: TestUser
  role: (typeof members.$inferInsert)['role']
  groupId?: string
}

/** Puts a person into a project, their school and, where given, a group with them. */
export async function makeMember(db: Db, { projectId, ...person }: NewMember & { projectId: string }) {
  return one(await makeMembers(db, projectId, [person]))
}

/** Several, in their order: a class costs as many queries as one. */
export function makeMembers(db: Db, projectId: string, people: NewMember[]) {
  return db.transaction(async (tx) => {
    const standingOf = ({ role }: NewMember) => (role === 'owner' ? ('founder' as const) : ('partner' as const))
    await tx
      .insert(projectSchools)
      .values(people.map((one) => ({ projectId, schoolId: one.user.schoolId, standing: standingOf(one) })))
      .onConflictDoNothing()
    const ofProject = eq(members.projectId, projectId)
    const [last] = await tx
      .select({ position: max(members.position) })
      .from(members)
      .where(ofProject)
    const first = (last?.position ?? -1) + 1
    const rows = people.map(({ user: { id: userId, schoolId }, role }, at) => {
      return { projectId, userId, schoolId, role, position: first + at }
    })
    const made = await tx.insert(members).values(rows).returning()
    const pupils = rows.filter(({ role }) => role === 'pupil' || role === 'pupil_admin')
    await insertAskChannels(
      tx,
      projectId,
      pupils.map(({ userId }) => userId),
    )
    const places = people.flatMap(({ user, groupId }) => (groupId ? [{ projectId, groupId, userId: user.id }] : []))
    if (places.length > 0) await tx.insert(groupMembers).values(places)
    return made
  })
}

export async function makeGroup(db: Db, values: Values<typeof groups> = {}) {
  const n = next()
  const projectId = values.projectId ?? (await makeProject(db)).id
  const group = one(
    await db
      .insert(groups)
      .values({ name: `Group ${n}`, position: n, ...values, projectId })
      .returning(),
  )
  await db.transaction((tx) => insertGroupChannel(tx, projectId, group.id))
  return group
}

/** A page with a heading, or a board or wall, as the server seeds it. For a group where `groupId` is given, else for the whole project. */
export async function makePage(db: Db, values: Values<typeof documents> & { authorId: string }) {
  const { authorId, ...rest } = values
  const projectId = values.projectId ?? (await makeProject(db)).id
  const id = values.id ?? randomUUID()
  const title = values.title ?? `Page ${next()}`
  const access = values.access ?? (values.groupId ? 'group' : 'project')
  const kind = values.kind ?? 'page'
  return db.transaction(async (tx) => {
    const page = { ...rest, id, projectId, title, access, kind, createdBy: authorId }
    const row = one(await tx.insert(documents).values(page).returning())
    await storeSeed(tx, id, authorId, seedOf(kind, documentKinds[kind].empty(title)), row.createdAt)
    return row
  })
}

/** Something that was said in a channel, under its next sequence. */
export async function makeMessage(db: Db, values: Values<typeof messages> & { channelId: string }) {
  return db.transaction(async (tx) => {
    const numbered = one(
      await tx
        .update(channels)
        .set({ lastSequence: sql`${channels.lastSequence} + 1` })
        .where(eq(channels.id, values.channelId))
        .returning({ sequence: channels.lastSequence, number: channels.number }),
    )
    const text = values.text ?? `Message ${next()}`
    const words = vectorOf(indexWords(numbered.number, text))
    const message = { id: randomUUID(), at: new Date(), ...values, text, words, sequence: numbered.sequence }
    return one(await tx.insert(messages).values(message).returning())
  })
}

/** A picture that lies in a document or a channel. Gives its id. */
export async function makeFile(db: Db, values: Values<typeof files> & { projectId: string; bytes: Uint8Array }) {
  const picture = { kind: 'picture', type: 'image/png', width: 4, height: 4, size: values.bytes.length } as const
  return one(
    await db
      .insert(files)
      .values({ ...picture, ...values })
      .returning({ id: files.id }),
  ).id
}
