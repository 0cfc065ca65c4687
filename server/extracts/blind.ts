import type { DbOrTx } from '#db/client.ts'
import { listFormerMembers, listMembers } from '#db/queries/members.ts'
import type { ExtractContent, ExtractPart } from './content.ts'
import { peopleIn } from './content.ts'

/*
 * An extract as people read it who know nobody of its project: whoever made it is somebody of a school. It is made anew of the
 * extract whenever something goes out of that, so that it never says more.
 */

/** Somebody in it: which one of those in it, a pupil or a teacher, and of where. */
interface BlindPerson {
  key: string
  kind: 'pupil' | 'staff' | null
  school: { id: string; name: string; countryCode: string } | null
}

type Keyed<Part> = Part extends { kind: 'text' }
  ? { kind: 'text'; by: string | null; text: string }
  : Part extends { kind: 'person' }
    ? { kind: 'person'; by: string | null; who: string }
    : Part extends { kind: 'document' }
      ? { kind: 'document'; by: string | null }
      : Part extends { kind: 'file' }
        ? { kind: 'file'; by: string | null; fileId: string | null; is: 'picture' | 'file' | 'voice'; alt: string }
        : Part

export interface BlindExtract {
  title: string
  version: string | null
  blocks: (Omit<ExtractContent['blocks'][number], 'parts'> & { parts: Keyed<ExtractPart>[] })[]
  drawing: { svg: string; by: string[] } | null
  figures: { who: string | null; counts: Record<string, number> }[]
  people: BlindPerson[]
}

type Known = Awaited<ReturnType<typeof listMembers>>[number]

/** Without ids, names and names of files. Pure. */
function blindOf(content: ExtractContent, known: ReadonlyMap<string, Known>): BlindExtract {
  const ids = [...new Set(peopleIn(content))]
  const keys = new Map(ids.map((id, index) => [id, `p${index + 1}`]))
  const keyOf = (id: string | null) => (id === null ? null : (keys.get(id) ?? null))
  return {
    title: content.title,
    version: content.version,
    blocks: content.blocks.map((block) => ({ ...block, parts: block.parts.map((part) => blindPart(part, keyOf)) })),
    drawing: content.drawing && { svg: content.drawing.svg, by: content.drawing.by.flatMap((id) => keyOf(id) ?? []) },
    figures: content.figures.map(({ userId, counts }) => ({ who: keyOf(userId), counts })),
    people: ids.map((id) => {
      const { kind = null, school = null } = known.get(id) ?? {}
      const place = school && { id: school.id, name: school.name, countryCode: school.countryCode }
      return { key: keys.get(id) ?? '', kind, school: place }
    }),
  }
}

function blindPart(part: ExtractPart, keyOf: (id: string | null) => string | null): Keyed<ExtractPart> {
  if (part.kind === 'gone') return part
  const by = keyOf(part.by)
  switch (part.kind) {
    case 'text':
      return { kind: 'text', by, text: part.text }
    case 'person':
      return { kind: 'person', by, who: keyOf(part.userId) ?? '' }
    case 'document':
      return { kind: 'document', by }
    case 'file':
      return { kind: 'file', by, fileId: part.fileId, is: part.is, alt: part.alt }
    case 'break':
    case 'formula':
      return { ...part, by }
  }
}

/** The same, with what is known of the people of its project, those who have left too. */
export async function readBlind(db: DbOrTx, projectId: string, content: ExtractContent): Promise<BlindExtract> {
  const all = [...(await listMembers(db, projectId)), ...(await listFormerMembers(db, projectId))]
  return blindOf(content, new Map(all.map((person) => [person.userId, person])))
}
