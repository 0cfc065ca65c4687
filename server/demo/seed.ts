import { randomUUID } from 'node:crypto'
import { textOfBlock } from '#collab/documents/page.ts'
import type { Tx } from '#db/client.ts'
import { insertGroup, replaceGroupMembers } from '#db/queries/groups.ts'
import { insertReport } from '#db/queries/reports.ts'
import { insertMembers, listMembers } from '#db/queries/members.ts'
import { insertProject, insertProjectSchool } from '#db/queries/projects.ts'
import { insertPastPending } from '#db/queries/chat-past.ts'
import { listDocuments } from '#db/queries/documents.ts'
import { listChannelIds } from '#db/queries/chat-channels.ts'
import { findSetting, upsertSetting } from '#db/queries/settings.ts'
import { hasAnyUser } from '#db/queries/users.ts'
import { upsertWritingRule } from '#db/queries/writing-rules.ts'
import { seedReference } from '#db/seed/reference.ts'
import { hashPassword } from '../auth/passwords.ts'
import { evidenceOf } from '../detector/evidence.ts'
import { keepShipped } from '../frameworks/shipped.ts'
import type { Deps } from '../kit/context.ts'
import { indexWords } from '../kit/words.ts'
import { storeAudit } from './audit.ts'
import { storeBoards } from './boards.ts'
import { demoCard, shownCode } from './cards.ts'
import { mention } from './content/blocks.ts'
import { type DemoProject, demoProjects } from './content/projects.ts'
import { riverBooks } from './content/river-books.ts'
import { riverTemplate } from './content/river-template.ts'
import { demoPassword, demoSchools, type River, riverGroup, rivers } from './content/schools.ts'
import { demoTalk, type TalkLine } from './content/talk.ts'
import { storeDossier } from './dossier.ts'
import { storeJudging } from './judging.ts'
import { storeExtracts, storeRemoved } from './kept.ts'
import { storePage } from './pages.ts'
import { type DemoPeople, storePeople } from './people.ts'
import { storeTalk, type TalkChannel } from './talk.ts'
import { storeTeam } from './team.ts'
import { storeHands, storeWaiting } from './waiting.ts'

const settingKey = 'demo'
const dayMs = 24 * 60 * 60 * 1000
const schoolYearAgeDays = 70
const riverBookTitle = 'Carnet de rivière · Flussheft'

export interface DemoLogins {
  password: string
  teachers: { name: string; email: string; school: string }[]
  cards: { name: string; school: string; classroom: string; code: string; secret: string }[]
}

/**
 * Fills an empty installation with the demonstration, in one transaction, once; a second run changes nothing. Gives the
 * logins, or null where the installation has people of its own.
 */
export async function seedDemo({
  db,
  now,
  settings,
}: Pick<Deps, 'db' | 'now' | 'settings'>): Promise<DemoLogins | null> {
  if ((await findSetting(db, settingKey)) !== null) return demoLogins()
  if (await hasAnyUser(db)) return null
  const passwordHash = await hashPassword(demoPassword)
  const today = now()
  const createdAt = new Date(today.getTime() - schoolYearAgeDays * dayMs)
  await db.transaction(async (tx) => {
    await seedReference(tx)
    await keepShipped(tx)
    const found = await storePeople(tx, { settings, passwordHash, createdAt })
    // The first one changed last: it is what a pupil of several projects finds under the big button.
    const stored: { project: DemoProject; projectId: string }[] = []
    for (const [index, project] of demoProjects.entries()) {
      const times = { today: new Date(today.getTime() - 2 * index * dayMs), createdAt }
      stored.push({ project, projectId: await storeProject(tx, project, found, times) })
    }
    await storeAudit(tx, stored, personIn(found), { today, createdAt })
    await upsertSetting(tx, settingKey, { seededAt: today.toISOString() })
  })
  return demoLogins()
}

interface Times {
  today: Date
  createdAt: Date
}

async function storeProject(tx: Tx, project: DemoProject, found: DemoPeople, times: Times): Promise<string> {
  const person = personIn(found)
  const { kind, name, summary, cover, languages, subjects } = project
  const [first] = project.owners
  const projectId = await insertProject(tx, {
    ...{ kind, state: 'open', name, summary, cover, languages, subjects },
    ageFrom: project.ages[0],
    ageTo: project.ages[1],
    createdBy: first === undefined ? null : person(first).userId,
    createdAt: times.createdAt,
  })
  for (const key of project.schools) {
    const schoolId = found.schools.get(key)
    if (schoolId === undefined) throw new Error(`no school ${key}`)
    await insertProjectSchool(tx, { projectId, schoolId, standing: 'founder', joinedAt: times.createdAt })
  }
  const since = { joinedAt: times.createdAt }
  await insertMembers(tx, projectId, [
    ...project.owners.map((one) => ({ ...person(one), ...since, role: 'owner' as const })),
    ...project.teachers.map((one) => ({ ...person(one), ...since, role: 'teacher' as const })),
    ...pupilNames(project).map((one) => ({ ...person(one), ...since, role: 'pupil' as const })),
  ])
  const idOf = (one: string) => person(one).userId
  const who = (one: string) => mention(idOf(one))
  const groups = project.hasRiverGroups ? await storeRiverBooks(tx, projectId, idOf, times) : new Map<string, River>()
  const pages = new Map<string, string>()
  const beginnings = new Map<string, string>()
  for (const { title, access, turns } of project.pages) {
    const [opening, ...rest] = turns(who)
    if (opening === undefined) throw new Error(`the page ${title} is empty`)
    const start = { by: opening.by, blocks: opening.add ?? [] }
    beginnings.set(title, start.blocks.map(textOfBlock).join('\n'))
    pages.set(title, await storePage(tx, { projectId, title, access, start, turns: rest }, idOf, times.today))
  }
  const pageOf = (title: string) => pages.get(title) ?? missing(`the page ${title}`)
  const linesOf = (channel: TalkChannel) => talkOf(project, groups, idOf, channel)
  await storeTalk(tx, projectId, linesOf, { idOf, pageOf }, times.today)
  await storeBoards(tx, { ...project, projectId }, idOf, times.today)
  await storeHands(tx, projectId, project, idOf, times.today)
  await storeReadFirst(tx, projectId, project, idOf, times.today)
  await storeTeam(tx, project, { projectId, idOf }, times.today)
  await storeDossier(tx, project, { projectId, idOf }, times.today)
  await storeRemoved(tx, project, { idOf, pageOf }, times.today)
  await storeExtracts(tx, projectId, project, { idOf, pageOf, today: times.today })
  if (project.judging) {
    const [schoolId = ''] = project.schools.map((key) => found.schools.get(key) ?? '')
    const pupils = new Set(pupilNames(project))
    const here = { projectId, schoolId, idOf, isPupil: (one: string) => pupils.has(one), today: times.today }
    await storeJudging(tx, project.judging, here)
  }
  for (const { by, page, words, minutesAgo } of project.reports ?? []) {
    const reason = 'unkind' as const
    const evidence = evidenceOf({ title: page, text: beginnings.get(page) ?? '' })
    await insertReport(tx, {
      ...{ projectId, kind: 'said', targetKind: 'document', reason, level: 'teacher' },
      ...{ targetId: pageOf(page), documentId: pageOf(page), reporterId: idOf(by), words, evidence },
      at: new Date(times.today.getTime() - minutesAgo * 60_000),
    })
  }
  return projectId
}

/** One pupil's words in chat and pages are read by a teacher first, and some wait. */
async function storeReadFirst(
  tx: Tx,
  projectId: string,
  { readFirst = [] }: DemoProject,
  idOf: (name: string) => string,
  today: Date,
) {
  const channels = await listChannelIds(tx, projectId, ['group'])
  const members = await listMembers(tx, projectId)
  const documents = await listDocuments(tx, projectId)
  for (const { pupil, by, reason, says, writes } of readFirst) {
    const group = members.find(({ userId }) => userId === idOf(pupil))?.groupId
    const channel = channels.find(({ groupId }) => groupId === group)
    if (channel === undefined) throw new Error(`${pupil} is in no group`)
    const at = new Date(today.getTime() - says.minutesAgo * 60_000)
    const rule = { projectId, userId: idOf(pupil), mode: 'approval', purpose: 'rule' } as const
    for (const tool of ['chat', 'page'] as const)
      await upsertWritingRule(tx, { ...rule, tool, reason, setBy: idOf(by), setAt: at, until: null })
    const page = documents.find(({ groupId, kind }) => groupId === group && kind === 'page')
    if (page === undefined) throw new Error(`${pupil}'s group has no page`)
    await storeWaiting(tx, { documentId: page.id, userId: idOf(pupil), at, text: writes })
    const words = indexWords(channel.number, says.text)
    const { text, language } = says
    await insertPastPending(tx, {
      id: randomUUID(),
      channelId: channel.id,
      authorId: idOf(pupil),
      at,
      text,
      language,
      words,
    })
  }
}

const missing = (what: string): never => {
  throw new Error(`there is no ${what}`)
}

function talkOf(
  project: DemoProject,
  groups: ReadonlyMap<string, River>,
  idOf: (name: string) => string,
  { kind, groupId, pupilId }: TalkChannel,
): TalkLine[] | undefined {
  const said = demoTalk[project.name]
  if (kind === 'ask') return Object.entries(said?.ask ?? {}).find(([name]) => idOf(name) === pupilId)?.[1]
  if (kind !== 'group') return said?.[kind]
  const river = groups.get(groupId ?? '')
  return river && said?.group?.[river]
}

/** Six groups of pupils of both schools, by id, and one book for each, handed out from the template. */
async function storeRiverBooks(tx: Tx, projectId: string, idOf: (name: string) => string, { today }: Times) {
  const start = { by: 'Claire Fontaine', blocks: riverTemplate }
  const shared = { projectId, title: riverBookTitle, start }
  const template = { ...shared, access: 'teachers' as const, isTemplate: true, turns: [] }
  const templateId = await storePage(tx, template, idOf, today)
  const groups = new Map<string, River>()
  for (const [position, river] of rivers.entries()) {
    const groupId = readRowId(await insertGroup(tx, { projectId, name: river, position }))
    await replaceGroupMembers(
      tx,
      projectId,
      riverGroup(river).map((name) => ({ userId: idOf(name), groupId })),
    )
    const turns = riverBooks[river]((name) => mention(idOf(name)))
    await storePage(tx, { ...shared, access: 'group', groupId, templateId, turns }, idOf, today)
    groups.set(groupId, river)
  }
  return groups
}

const readRowId = (row: { id: string } | string | null | undefined): string => {
  if (typeof row === 'string') return row
  if (!row) throw new Error('a group was inserted without a row')
  return row.id
}

const personIn = (found: DemoPeople) => (name: string) => {
  const person = found.people.get(name)
  if (!person) throw new Error(`nobody is called ${name}`)
  return person
}

/** By group where there are groups: each has all eight colours then. */
export function pupilNames(project: DemoProject): string[] {
  if (project.hasRiverGroups) return rivers.flatMap((river) => riverGroup(river))
  return demoSchools
    .filter((school) => project.pupilsOf.includes(school.key))
    .flatMap((school) => school.classroom?.pupils ?? [])
}

/** Who can sign in to the demonstration; the same at each start. */
function demoLogins(): DemoLogins {
  return {
    password: demoPassword,
    teachers: demoSchools.flatMap((school) =>
      school.teachers.map(({ displayName, email }) => ({ name: displayName, email, school: school.name })),
    ),
    cards: demoSchools.flatMap(({ key, name: school, classroom }) =>
      (classroom?.pupils ?? []).map((name) => {
        const { code, secret } = demoCard(key, name)
        return { name, school, classroom: classroom?.name ?? '', code: shownCode(code), secret }
      }),
    ),
  }
}
