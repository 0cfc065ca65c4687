import { and, asc, desc, eq, isNotNull, lte, ne } from 'drizzle-orm'
import type { DbOrTx, Tx } from '../client.ts'
import { documents } from '../schema/documents.ts'
import { groups, projects } from '../schema/projects.ts'

type NewDocument = typeof documents.$inferInsert
type DocumentChanges = Partial<
  Pick<
    NewDocument,
    | 'title'
    | 'language'
    | 'state'
    | 'access'
    | 'groupId'
    | 'frozenBy'
    | 'frozenUntil'
    | 'frozenReason'
    | 'removedAt'
    | 'damagedAt'
    | 'epoch'
  >
>

/** Makes the row of a document. Null where the template has already been handed out to that group. */
export async function insertDocument(tx: Tx, document: NewDocument): Promise<string | null> {
  const [row] = await tx
    .insert(documents)
    .values(document)
    .onConflictDoNothing({ target: [documents.templateId, documents.groupId] })
    .returning({ id: documents.id })
  return row?.id ?? null
}

const documentColumns = {
  id: documents.id,
  projectId: documents.projectId,
  projectName: projects.name,
  kind: documents.kind,
  title: documents.title,
  language: documents.language,
  state: documents.state,
  access: documents.access,
  groupId: documents.groupId,
  groupName: groups.name,
  isTemplate: documents.isTemplate,
  templateId: documents.templateId,
  isPlan: documents.isPlan,
  frozenBy: documents.frozenBy,
  frozenUntil: documents.frozenUntil,
  frozenReason: documents.frozenReason,
  damagedAt: documents.damagedAt,
  createdAt: documents.createdAt,
  changedAt: documents.changedAt,
  epoch: documents.epoch,
}

const selectDocuments = (db: DbOrTx) =>
  db
    .select(documentColumns)
    .from(documents)
    .innerJoin(projects, eq(projects.id, documents.projectId))
    .leftJoin(groups, eq(groups.id, documents.groupId))

export type DocumentRow = Awaited<ReturnType<typeof listDocuments>>[number]

/** Every document of a project, whatever its state, last changed first. Who may see which is not decided here. */
export async function listDocuments(db: DbOrTx, projectId: string) {
  return selectDocuments(db)
    .where(eq(documents.projectId, projectId))
    .orderBy(desc(documents.changedAt), asc(documents.id))
}

/** One document with the names of its project and group, or null. */
export async function findDocument(db: DbOrTx, documentId: string) {
  const [row] = await selectDocuments(db).where(eq(documents.id, documentId))
  return row ?? null
}

/** Holds a document's row until the transaction ends: its state, its log and its versions stand still. */
export async function lockDocument(tx: Tx, documentId: string): Promise<void> {
  await tx.select({ id: documents.id }).from(documents).where(eq(documents.id, documentId)).for('update')
}

export async function updateDocument(tx: Tx, documentId: string, changes: DocumentChanges): Promise<void> {
  await tx.update(documents).set(changes).where(eq(documents.id, documentId))
}

/** Ids of the groups that have a copy of this template, removed copies too. */
export async function listTemplateGroups(db: DbOrTx, templateId: string): Promise<string[]> {
  const rows = await db
    .select({ groupId: documents.groupId })
    .from(documents)
    .where(and(eq(documents.templateId, templateId), isNotNull(documents.groupId)))
  return rows.flatMap((row) => row.groupId ?? [])
}

/** The copies of a template that are not removed, in the order of their groups. */
export async function listCopies(db: DbOrTx, templateId: string) {
  return db
    .select({ id: documents.id, kind: documents.kind, groupId: documents.groupId })
    .from(documents)
    .leftJoin(groups, eq(groups.id, documents.groupId))
    .where(and(eq(documents.templateId, templateId), ne(documents.state, 'removed')))
    .orderBy(asc(groups.position), asc(documents.id))
}

const isThawDue = (now: Date) => and(eq(documents.state, 'frozen'), lte(documents.frozenUntil, now))

/** Documents whose freeze has come to its end. */
export async function listDueThaws(db: DbOrTx, now: Date): Promise<string[]> {
  const rows = await db.select({ id: documents.id }).from(documents).where(isThawDue(now))
  return rows.map(({ id }) => id)
}

/** Opens a document whose freeze has come to its end; null where somebody has set another meanwhile. */
export async function updateThawed(tx: Tx, documentId: string, now: Date): Promise<{ projectId: string } | null> {
  const [row] = await tx
    .update(documents)
    .set({ state: 'open', frozenBy: null, frozenUntil: null, frozenReason: null })
    .where(and(eq(documents.id, documentId), isThawDue(now)))
    .returning({ projectId: documents.projectId })
  return row ?? null
}

/** When the next freeze comes to its end, or null. */
export async function findNextThaw(db: DbOrTx): Promise<Date | null> {
  const [row] = await db
    .select({ at: documents.frozenUntil })
    .from(documents)
    .where(and(eq(documents.state, 'frozen'), isNotNull(documents.frozenUntil)))
    .orderBy(asc(documents.frozenUntil))
    .limit(1)
  return row?.at ?? null
}
