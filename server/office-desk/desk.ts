import { listRegionsOf } from '#db/queries/countries.ts'
import {
  type DeskPage,
  listSilentProjects,
  listWaitingApprovals,
  listWaitingHelp,
  listWaitingMessages,
} from '#db/queries/office-desk.ts'
import { listSilentPartners } from '#db/queries/pulse.ts'
import { type OfficeAction, reachInOffice } from '../access/office-rules.ts'
import { covers, requireOffice } from '../access/offices.ts'
import { usualSilence } from '../dossier/fields.ts'
import type { Ctx } from '../kit/context.ts'
import { notFound } from '../kit/errors.ts'
import { dayMs } from '../kit/nights.ts'
import type { DeskAsked, DeskKind, Promises } from './input.ts'
import { promisesOf } from './promises.ts'

/*
 * The desk of an office: all that waits there, what has been late for longest first. Each kind is a list of its own that is
 * read from where the last page ended; the page is the first of all of them.
 */

interface DeskItem {
  kind: DeskKind
  id: string
  /** A name, a title: of whom or what it is about. */
  title: string
  /** Who asks, of a request for help. */
  asker: string | null
  /** The school that is silent. */
  partner: string | null
  taker: string | null
  /** Who is to do something now. */
  waitsFor: 'office' | 'correspondent' | 'asker'
  isAppeal: boolean
  school: { id: string; name: string; town: string } | null
  /** Of which notes on accompaniment are taken. */
  about: { kind: 'school' | 'project'; id: string } | null
  region: { id: string; name: string } | null
  since: Date
  dueAt: Date
}

type Office = Awaited<ReturnType<typeof requireOffice>>

export async function showDesk(ctx: Ctx, officeId: string, asked: DeskAsked) {
  const grant = await requireOffice(ctx, officeId, 'office.read')
  const promises = await promisesOf(ctx.db, officeId)
  const lists = listsOf(ctx, grant, promises).filter((list) => asked.kind === undefined || list.kinds.has(asked.kind))
  const found: DeskItem[] = []
  for (const list of lists) found.push(...(await readList(grant, list, asked)))
  const all = found.toSorted((one, other) => +one.dueAt - +other.dueAt || (one.id < other.id ? -1 : 1))
  const items = all.slice(0, asked.limit)
  const last = items.at(-1)
  // That of Europe accompanies nobody.
  const isOfCountry = grant.office.countryCode !== null
  return {
    office: { id: officeId, name: grant.office.name },
    regions: await regionsOf(ctx, grant),
    promises,
    can: {
      editPromises: grant.may('office.edit'),
      takeNotes: isOfCountry && grant.may('help.answer'),
      answerMessages: grant.may('message.answer'),
    },
    items: items.map((item) => viewItem(item, ctx.now())),
    nextAfter: last && all.length > asked.limit ? `${+last.dueAt}.${last.id}` : null,
  }
}

const viewItem = ({ since, dueAt, ...item }: DeskItem, now: Date) => ({
  ...item,
  since: since.toISOString(),
  dueAt: dueAt.toISOString(),
  isLate: dueAt <= now,
})

/** Those that one may look at alone. */
async function regionsOf(ctx: Ctx, { office, reach }: Office) {
  if (office.countryCode === null) return []
  const all = await listRegionsOf(ctx.db, office.countryCode, ctx.now())
  return all.filter(({ id }) => covers(reach, id))
}

interface DeskList {
  kinds: ReadonlySet<DeskKind>
  /** What one has to be allowed to see it. */
  action: OfficeAction
  /** After so long it is late. */
  lateAfterMs: number
  read(page: DeskPage, kind: DeskKind | undefined): Promise<Omit<DeskItem, 'dueAt'>[]>
}

/** Of each list as much as a page may need, as far as who looks reaches. */
async function readList(grant: Office, list: DeskList, asked: DeskAsked): Promise<DeskItem[]> {
  const regions = within(reachInOffice(grant.mandates, list.action), asked.region)
  if (regions.length === 0) return []
  const [at, id] = asked.after?.split('.') ?? []
  const after = at && id ? { since: new Date(Number(at) - list.lateAfterMs), id } : null
  const { schoolId: officeId, countryCode } = grant.office
  const rows = await list.read(
    { officeId, countryCode, day: grant.day, regions, after, limit: asked.limit + 1 },
    asked.kind,
  )
  return rows.map((row) => ({ ...row, dueAt: new Date(row.since.getTime() + list.lateAfterMs) }))
}

function within(reach: 'all' | string[], region: string | undefined): 'all' | string[] {
  if (region === undefined) return reach
  if (reach !== 'all' && !reach.includes(region)) throw notFound()
  return [region]
}

function aboutOf(projectId: string | null, school: DeskItem['school']): DeskItem['about'] {
  if (projectId !== null) return { kind: 'project', id: projectId }
  return school && { kind: 'school', id: school.id }
}

const noPerson = { asker: null, partner: null, taker: null, isAppeal: false } as const

const approvalKinds = ['person', 'school', 'institution', 'project'] as const

const listsOf = (ctx: Ctx, grant: Office, promises: Promises): DeskList[] => [
  {
    kinds: new Set(approvalKinds),
    action: 'approval.advise',
    lateAfterMs: promises.approvalDays * dayMs,
    read: (page, kind) => approvalsFor(ctx, page, kind),
  },
  {
    kinds: new Set(['help']),
    action: 'help.answer',
    lateAfterMs: promises.helpDays * dayMs,
    async read(page) {
      const rows = await listWaitingHelp(ctx.db, page, grant.user.id)
      return rows.map(({ person, holder, kind: _, projectId, ...row }) => ({
        ...{ ...noPerson, ...row, kind: 'help' as const },
        ...{ asker: person, waitsFor: holder, about: aboutOf(projectId, row.school) },
      }))
    },
  },
  {
    kinds: new Set(['message']),
    action: 'message.answer',
    lateAfterMs: promises.helpDays * dayMs,
    async read(page) {
      const rows = await listWaitingMessages(ctx.db, page, grant.user.id)
      return rows.map(({ subject, ...row }) => ({
        ...{ ...noPerson, ...row, kind: 'message' as const },
        ...{ title: subject ?? '', waitsFor: 'office' as const, about: null },
      }))
    },
  },
  {
    kinds: new Set(['inactive']),
    action: 'office.read',
    lateAfterMs: promises.inactiveWeeks * 7 * dayMs,
    async read(page) {
      const silence = { day: grant.day, now: ctx.now(), weeks: promises.inactiveWeeks }
      const rows = await listSilentProjects(ctx.db, page, silence)
      return rows.map((row) => ({
        ...{ ...noPerson, ...row, kind: 'inactive' as const, waitsFor: 'office' as const },
        about: aboutOf(row.id, row.school),
      }))
    },
  },
  {
    kinds: new Set(['partner']),
    action: 'office.read',
    lateAfterMs: promises.inactiveWeeks * 7 * dayMs,
    async read(page) {
      const rows = await listSilentPartners(ctx.db, page, { day: grant.day, usualWeeks: usualSilence })
      return rows.map((row) => ({
        ...{ ...noPerson, ...row, kind: 'partner' as const, waitsFor: 'office' as const },
        about: aboutOf(row.id, row.school),
      }))
    },
  },
]

async function approvalsFor(ctx: Ctx, page: DeskPage, kind: DeskKind | undefined) {
  const wanted = approvalKinds.find((one) => one === kind) ?? null
  const rows = await listWaitingApprovals(ctx.db, page, wanted)
  return rows.map((row) => {
    const { id, since, state, isAppeal, person, project, projectId, isOfSchool, schoolKind, school, region } = row
    const ofSchool = schoolKind === 'institution' ? ('institution' as const) : ('school' as const)
    return {
      ...{ ...noPerson, id, since, isAppeal, school, region, about: aboutOf(projectId, school) },
      kind: isOfSchool ? ofSchool : person === null ? ('project' as const) : ('person' as const),
      title: person ?? project ?? school?.name ?? '',
      waitsFor: state === 'question' ? ('asker' as const) : ('office' as const),
    }
  })
}
