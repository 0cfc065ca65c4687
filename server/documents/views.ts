import { findDocument, type DocumentRow } from '#db/queries/documents.ts'
import { findCheck } from '#db/queries/integrity.ts'
import { findMember } from '#db/queries/members.ts'
import type { DbOrTx } from '#db/client.ts'
import type { DocumentGrantFacts } from '../access/grants.ts'
import { notFound } from '../kit/errors.ts'
import { documentKinds } from '#collab/documents/kinds.ts'

export const groupOf = (row: DocumentRow) =>
  row.groupId === null ? null : { id: row.groupId, name: row.groupName ?? '' }

const documentCan = (grant: DocumentGrantFacts, { isTemplate, access }: Pick<DocumentRow, 'isTemplate' | 'access'>) => {
  const write = grant.grant === 'write'
  return {
    write,
    rename: write,
    manage: grant.can('document.manage'),
    freeze: grant.can('document.manage'),
    /** Has the pupils of an open page look where this person looks. */
    lead: grant.can('document.manage') && access !== 'teachers',
    remove: grant.can('document.manage'),
    handOut: isTemplate && grant.stateNow !== 'removed' && grant.can('document.hand_out'),
    readVersions: grant.seesHistory,
    nameVersion: write,
    restoreVersion: grant.mayWrite === 'write' && grant.can('version.restore'),
    uploadImage: write,
    makeRoom: write && grant.can('document.manage'),
    check: grant.can('document.manage') && grant.stateNow !== 'removed',
  }
}

/** A document as the holder of this grant may see it. */
export async function documentView(db: DbOrTx, grant: DocumentGrantFacts) {
  const row = await findDocument(db, grant.documentId)
  if (!row) throw notFound()
  return {
    id: row.id,
    projectId: row.projectId,
    projectName: row.projectName,
    kind: row.kind,
    title: row.title,
    language: row.language,
    state: grant.stateNow,
    access: row.access,
    group: groupOf(row),
    isTemplate: row.isTemplate,
    isPlan: row.isPlan,
    frozen: grant.stateNow === 'frozen' ? await freezeView(db, row) : null,
    damaged: row.damagedAt === null ? null : await damageView(db, row.id, row.damagedAt),
    createdAt: row.createdAt.toISOString(),
    changedAt: row.changedAt.toISOString(),
    schemaVersion: documentKinds[row.kind].schemaVersion,
    reach: grant.grant === 'write' ? ('write' as const) : ('read' as const),
    /** Why they only read, of all that keeps them from writing what lasts longest; null where they write. */
    reason: grant.hindrances[0]?.why ?? null,
    /** A teacher reads first what this person makes here. */
    isReadFirst: grant.writing === 'approval',
    readers: row.access === 'teachers' ? ('teachers' as const) : ('project' as const),
    writers: row.access,
    can: documentCan(grant, row),
  }
}

/** Since when, and until when what was written can be believed; null where nothing can. */
async function damageView(db: DbOrTx, documentId: string, since: Date) {
  const found = await findCheck(db, documentId)
  return { since: since.toISOString(), goodUntil: found?.goodAt?.toISOString() ?? null }
}

/** Only teachers freeze, and everybody in the project sees their names. */
async function freezeView(db: DbOrTx, row: DocumentRow) {
  const by = row.frozenBy === null ? null : await findMember(db, row.projectId, row.frozenBy)
  return { by: by?.displayName ?? '', until: row.frozenUntil?.toISOString() ?? null, reason: row.frozenReason }
}
