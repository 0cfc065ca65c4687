import { mondayOf } from '#collab/plan/days.ts'
import type { Tx } from '#db/client.ts'
import { findPactRevision, upsertAgreement, upsertDossierField } from '#db/queries/dossier.ts'
import { findMember } from '#db/queries/members.ts'
import { type DossierField, dossierFields } from '#db/schema/values.ts'
import type { DemoProject } from './content/projects.ts'

const dayMs = 24 * 60 * 60 * 1000

const outline = {
  aims: 'Décrire sa rivière à quelqu’un qui ne l’a jamais vue. Den eigenen Fluss jemandem erklären, der ihn nie gesehen hat.',
  process: 'Wir messen im Oktober und im Mai, schreiben in Gruppen aus beiden Schulen und lesen einander vor.',
  results: 'Un carnet de rivière à deux voix, et une carte. Ein Flussheft mit zwei Stimmen, und eine Karte.',
  pupils: 'Mesurer, dessiner, écrire un paragraphe sur deux ; répondre à l’autre classe.',
  tools: 'Seiten, Tafeln und der Chat; zwei Videotreffen.',
}
const pact = {
  rhythm: 'Une heure par semaine, le jeudi. Jeden Donnerstag eine Stunde.',
  speaking: ['fr', 'de'],
  calendars: 'Herbstferien in Sachsen zwei Wochen; vacances de février en zone A.',
  tasks: 'Lyon: la carte. Leipzig: die Messreihe. Das Heft machen wir zusammen.',
  answering: 'Sous trois jours de classe ; wer verreist ist, sagt es vorher.',
  silence: 3,
}

/** What the two classes of the rivers say of their project, and the pact that both schools have agreed to. */
export async function storeDossier(
  tx: Tx,
  { hasRiverGroups, owners }: DemoProject,
  { projectId, idOf }: { projectId: string; idOf: (name: string) => string },
  today: Date,
): Promise<void> {
  if (!hasRiverGroups) return
  const [first = '', second = ''] = owners.map(idOf)
  const mondayIn = (days: number) => mondayOf(new Date(today.getTime() + days * dayMs).toISOString().slice(0, 10))
  const weeks = { from: mondayIn(-56), to: mondayIn(140) }
  const said: Partial<Record<DossierField, unknown>> = { ...outline, weeks, ...pact }
  for (const [at, field] of dossierFields.filter((one) => one in said).entries())
    await upsertDossierField(tx, {
      ...{ projectId, field, value: said[field], authorId: at % 2 === 0 ? first : second },
      changedAt: new Date(today.getTime() - 40 * dayMs),
    })
  const revision = await findPactRevision(tx, projectId)
  for (const agreedBy of [first, second]) {
    const schoolId = (await findMember(tx, projectId, agreedBy))?.school.id
    if (schoolId === undefined) throw new Error('an owner is not in the project')
    const agreedAt = new Date(today.getTime() - 38 * dayMs)
    await upsertAgreement(tx, { projectId, schoolId, revision, agreedBy, agreedAt })
  }
}
