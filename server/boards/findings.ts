import { setImmediate } from 'node:timers/promises'
import { authorOf } from '#collab/documents/board-author.ts'
import type { BoardObject } from '#collab/documents/board-model.ts'
import { findDocument } from '#db/queries/documents.ts'
import { listMembers } from '#db/queries/members.ts'
import { isPupilRole } from '../access/rules.ts'
import { noteFindings } from '../detector/detected.ts'
import type { Deps } from '../kit/context.ts'
import { liveBoard } from './board.ts'

type FindingDeps = Pick<Deps, 'db' | 'now' | 'rooms' | 'log'>

const lookedAtOnce = 50

const couldSay = ({ isRemoved, text }: BoardObject) => !isRemoved && text.trim() !== ''

/** Once a board is quiet: what its pupils have written there is looked at, as what they say is. */
export async function lookThroughBoard(deps: FindingDeps, documentId: string): Promise<void> {
  const document = await findDocument(deps.db, documentId)
  if (!document || document.kind === 'page' || document.access === 'teachers') return
  const { projectId, title } = document
  const objects = (await liveBoard(deps, documentId)).objects.filter(couldSay)
  const pupils = (await listMembers(deps.db, projectId)).filter(({ role }) => isPupilRole(role))
  const pupilOf = new Map(pupils.map((member) => [authorOf(documentId, member.userId), member]))
  for (const [at, { id, author, text, type }] of objects.entries()) {
    const pupil = pupilOf.get(author)
    if (pupil === undefined) continue
    // A full board has thousands of texts, and others wait for the loop.
    if (at % lookedAtOnce === 0) await setImmediate()
    const place = { projectId, targetKind: 'object', targetId: id, documentId } as const
    const whose = { authorId: pupil.userId, schoolId: pupil.school.id }
    await noteFindings(deps, { ...place, ...whose, evidence: { place: title, text, thing: type } })
  }
}
