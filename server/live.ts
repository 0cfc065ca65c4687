import { closeCode } from '#collab/protocol.ts'
import { idsSetBy } from '#collab/documents/ids-set.ts'
import { type DocumentKind, documentKinds } from '#collab/documents/kinds.ts'
import { deflate } from '#collab/relay/packing.ts'
import type {
  Aside,
  LoadedBranch,
  LoadedDocument,
  RelayPorts,
  RoomAddress,
  RoomDecision,
  RoomGrant,
} from '#collab/relay/ports.ts'
import type { Tx } from '#db/client.ts'
import { findProjectFacts, listDocumentFacts } from '#db/queries/access.ts'
import { insertContributions, listContributions } from '#db/queries/contributions.ts'
import { appendLogRows, findSnapshot, listBytesWritten, listLogRows, upsertSnapshot } from '#db/queries/document-log.ts'
import { findDocument } from '#db/queries/documents.ts'
import { findCheck } from '#db/queries/integrity.ts'
import { appendBesideLog, insertPendingRows, listBranches, releasePendingRows } from '#db/queries/pending-writing.ts'
import { isKeptAway } from '#db/queries/writing-rules.ts'
import { grantFrom } from './access/grants.ts'
import { bytesPerDay, canInProject } from './access/rules.ts'
import { saysRules, storeNoted } from './boards/noted.ts'
import { storeAlong } from './content/along.ts'
import type { Deps, SessionUser } from './kit/context.ts'
import { actorOf } from './content/edit-as.ts'
import { gather } from './gather.ts'
import { checkStored, Damaged, goodStateOf, isSound } from './content/integrity.ts'
import type { Reached } from './kit/failpoints.ts'
import { paletteIndexOf, shapeOf } from './kit/identity.ts'
import { letOutFiles, rowsWithIds, withholdFiles } from './pending/files.ts'
import { rewriteLog } from './versions/rewrite.ts'
import { createVersionKeeper } from './versions/keeper.ts'

interface LiveDeps extends Pick<Deps, 'db' | 'folding' | 'now' | 'settings' | 'log'> {
  /** Null for no login, an ended one, or a suspended person's. */
  sessionFromCookie(cookie: string | null): Promise<{ id: string; user: SessionUser; expiresAt: Date } | null>
  /** A load met bytes that are not what was stored: it fails, and whoever comes again finds what a check makes of it. */
  onDamaged(documentId: string): void
  /** Nobody has written in it for a while. */
  onQuiet?: (documentId: string) => void
  /** Something waits beside it for a teacher. */
  onPending?: (documentId: string) => void
  /** A teacher has changed on a board itself what is a rule. */
  onRuled?: (documentId: string) => void
  /** Fault tests alone. */
  reached?: Reached | undefined
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** The relay's answers: who may do what where, what is stored, and storing. */
export function createLivePorts(deps: LiveDeps): RelayPorts {
  const clock: RelayPorts['clock'] = {
    now: () => deps.now().getTime(),
    setTimeout: (run, ms) => setTimeout(run, ms),
    clearTimeout: (handle) => {
      if (isTimer(handle)) clearTimeout(handle)
    },
    soon: (run) => void setImmediate(run),
  }
  const keeper = createVersionKeeper(deps, clock)
  const findFacts = gather((asked: Asked[]) => listDocumentFacts(deps.db, asked))
  return {
    authorize: (request) => authorize(deps, findFacts, request),
    load: (documentId) =>
      load(deps, documentId).catch((error: unknown) => {
        if (error instanceof Damaged) deps.onDamaged(documentId)
        throw error
      }),
    append: createAppend(deps),
    saveSnapshot: (snapshot) => saveSnapshot(deps, { ...snapshot, createdAt: deps.now() }),
    rewrite: (documentId, rewrite) => rewriteLog(deps, documentId, rewrite),
    fold: (updates, keeps) => deps.folding.fold(updates, keeps),
    visible: (updates) => deps.folding.visible(updates),
    letOut: (before, waiting, here) => deps.folding.letOut(before, waiting, here),
    deflate,
    onQuiet: (documentId) => {
      keeper.keepSoon(documentId)
      deps.onQuiet?.(documentId)
    },
    clock,
    random: () => Math.random(),
    log: deps.log,
    ...(deps.reached === undefined ? {} : { reached: deps.reached }),
  }
}

function saveSnapshot({ db, reached }: LiveDeps, snapshot: Parameters<typeof upsertSnapshot>[1]): Promise<void> {
  if (reached === undefined) return upsertSnapshot(db, snapshot)
  return db.transaction(async (tx) => {
    await upsertSnapshot(tx, snapshot)
    reached('mid-snapshot')
  })
}

const isTimer = (handle: unknown): handle is NodeJS.Timeout => handle instanceof Object && 'hasRef' in handle

interface Asked {
  userId: string
  documentId: string
}

type FindFacts = (asked: Asked) => Promise<Awaited<ReturnType<typeof listDocumentFacts>>[number]>

async function authorize(
  deps: LiveDeps,
  findFacts: FindFacts,
  { address, cookie }: { address: RoomAddress; cookie: string | null },
): Promise<RoomDecision> {
  const session = await deps.sessionFromCookie(cookie)
  if (!session) return { granted: false, code: closeCode.unauthenticated }
  if (session.user.isWaiting) return { granted: false, code: closeCode.unknown }
  const place = await placeOf(deps, findFacts, session.user.id, address)
  if (!place) return { granted: false, code: await refusalCode(deps, session.user.id, address) }
  const { access, role, position, projectId } = place
  const grant: RoomGrant = {
    userId: session.user.id,
    sessionId: session.id,
    until: session.expiresAt.getTime(),
    access,
    role,
    projectId,
    bytesPerDay: bytesPerDay[role],
    ...('actor' in place ? { actor: place.actor } : {}),
    paletteIndex: paletteIndexOf(position),
    shape: shapeOf(position, session.user.shape),
  }
  return { granted: true, grant }
}

/** Who is kept away from a project is told that their access changed; to anybody else there is nothing. */
async function refusalCode({ db }: LiveDeps, userId: string, { documentId, projectId }: RoomAddress) {
  const id = documentId ?? projectId
  if (id === null || !uuid.test(id)) return closeCode.unknown
  const isAway = await isKeptAway(db, userId, documentId === null ? { projectId: id } : { documentId: id })
  return isAway ? closeCode.accessChanged : closeCode.unknown
}

/** The same grant as HTTP gives. A space has presence and notices and nothing to write. */
async function placeOf(deps: LiveDeps, findFacts: FindFacts, userId: string, { documentId, projectId }: RoomAddress) {
  if (documentId !== null) {
    const known = uuid.test(documentId) ? await findFacts({ userId, documentId }) : null
    const facts = known && grantFrom(known, deps.now())
    return facts && { ...facts, access: facts.mayWrite, actor: actorOf(facts, userId) }
  }
  const facts = projectId && uuid.test(projectId) ? await findProjectFacts(deps.db, userId, projectId) : null
  if (!facts || !canInProject(facts.role, facts.state, 'project.read', facts.kind)) return null
  return { ...facts, access: 'read' as const }
}

/** One moment of the store: nothing is appended or folded between its queries. */
function load(deps: LiveDeps, documentId: string): Promise<LoadedDocument | null> {
  return deps.db.transaction(
    async (tx) => {
      const document = await findDocument(tx, documentId)
      if (!document) return null
      const stored = document.damagedAt === null ? await storedState(tx, documentId) : await goodState(tx, documentId)
      const contributions = await listContributions(tx, documentId)
      const { schemaVersion, check, createReferee, refereedFor, letOut }: DocumentKind = documentKinds[document.kind]
      return {
        epoch: document.epoch,
        schemaVersion,
        check,
        ...(createReferee === undefined ? {} : { createReferee }),
        ...(refereedFor === undefined ? {} : { refereedFor }),
        ...(letOut === undefined ? {} : { letOut }),
        ...stored,
        spentToday: await listBytesWritten(tx, documentId, dayOf(deps.now())),
        // Nobody has the empty id: what people who are gone wrote stays theirs.
        contributors: new Map(contributions.map((row) => [row.clientId, row.userId ?? ''])),
        closedIds: contributions.filter(({ isClosed }) => isClosed).map(({ clientId }) => clientId),
        branches: await storedBranches(deps, tx, documentId),
      }
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  )
}

/** The day of a budget begins at midnight in UTC, when nobody in Europe is at school. */
const dayOf = (now: Date) => new Date(now.toISOString().slice(0, 10))

async function storedState(tx: Tx, documentId: string) {
  const snapshot = await findSnapshot(tx, documentId)
  const rows = await listLogRows(tx, documentId, { after: snapshot?.sequence ?? 0 })
  checkStored(documentId, snapshot, rows)
  return {
    snapshot: snapshot?.bytes ?? null,
    isPresentOnly: snapshot?.isPresentOnly ?? false,
    sequence: rows.at(-1)?.sequence ?? snapshot?.sequence ?? 0,
    updates: rows.map((row) => row.bytes),
  }
}

/** What waits beside it. What is not what was stored is not believed, nor what hangs on it; it stays in the store. */
async function storedBranches({ log }: LiveDeps, tx: Tx, documentId: string): Promise<LoadedBranch[]> {
  const branches = await listBranches(tx, documentId)
  return branches.map(({ userId, number, sequence, rows }) => {
    const bad = rows.findIndex((row) => !isSound({ documentId, ...row }))
    if (bad >= 0)
      log.error({ documentId, userId, sequence: rows[bad]?.sequence }, 'what waits beside a page is damaged')
    return { userId, number, sequence, rows: bad < 0 ? rows : rows.slice(0, bad) }
  })
}

/** Of a document that is damaged, to be read: the last good state, found again, since nobody believes what is stored. */
async function goodState(tx: Tx, documentId: string) {
  const found = await findCheck(tx, documentId)
  const upTo = found?.fault === 'incomplete' ? found.goodSequence : undefined
  const { updates, sequence } = goodStateOf(await findSnapshot(tx, documentId), await listLogRows(tx, documentId), upTo)
  return { snapshot: null, sequence, updates }
}

/** The time of a document's last change may lag by this much: a row of every document at every commit is dear. */
const noteEveryMs = 2_000
const notedKept = 10_000

/** Rows, whose client ids they bring, and the time of the change: all or nothing. */
function createAppend({ db, reached, onPending, onRuled }: LiveDeps): RelayPorts['append'] {
  const notedAt = new Map<string, number>()
  return async (rows, aside) => {
    const changed = new Map<string, Date>()
    for (const { documentId, at } of rows)
      if (at.getTime() - (notedAt.get(documentId) ?? 0) >= noteEveryMs) changed.set(documentId, at)
    const bound = rows.filter((row) => row.newClientIds.length > 0)
    const marks = rows.flatMap((row) => row.along ?? [])
    const noted = rows.filter((row) => row.noted !== undefined)
    const showing = rowsWithIds(rows)
    const isPlain =
      [...bound, ...noted, ...marks, ...showing].length === 0 && (aside === undefined || isPlainAside(aside))
    reached?.('before-write')
    // One statement needs no transaction of its own, but between writing and COMMIT it has no point either.
    if (isPlain && reached === undefined) {
      if (aside === undefined) await appendLogRows(db, rows, changed)
      else await appendBesideLog(db, rows, changed, aside.rows)
    } else
      await db.transaction(async (tx) => {
        await appendLogRows(tx, rows, changed)
        for (const row of bound) await insertContributions(tx, row.documentId, row.authorId, row.newClientIds)
        await letOutFiles(tx, showing)
        if (aside !== undefined) await appendAside(tx, aside)
        await storeNoted(tx, noted)
        for (const mark of marks) await storeAlong(tx, mark)
        reached?.('after-write')
      })
    reached?.('after-commit')
    if (notedAt.size > notedKept) notedAt.clear()
    for (const [documentId, at] of changed) notedAt.set(documentId, at.getTime())
    for (const { documentId } of aside?.rows ?? []) onPending?.(documentId)
    for (const row of noted) if (saysRules(row)) onRuled?.(row.documentId)
  }
}

/** Words alone, of people who have written there before: as nearly all that is typed. */
const isPlainAside = ({ rows, released }: Aside) =>
  released.length === 0 &&
  rows.every(({ newClientIds, bytes }) => newClientIds.length === 0 && idsSetBy(bytes).length === 0)

/** What is written beside documents, and what of it is theirs now. */
async function appendAside(tx: Tx, { rows, released }: Aside): Promise<void> {
  await insertPendingRows(tx, rows)
  for (const row of rows) await insertContributions(tx, row.documentId, row.userId, row.newClientIds)
  await withholdFiles(tx, rows)
  for (const place of released) await releasePendingRows(tx, place)
}
